import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import type { ScriptLowering, Source } from "#syntax/script-lower.ts";

/** Lowers an expression or a pattern of destructuring; undefined for what is neither. */
export function lowerExpression(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return to.make("name", source, [], {
        value: source.type === "PrivateIdentifier" ? `#${source.name}` : source.name,
        span: [source.range[0], nameEnd(source)],
      });
    case "ThisExpression":
    case "Super":
      return to.make("name", source, [], { value: source.type === "Super" ? "super" : "this" });
    case "Literal":
      return literal(to, source);
    case "TemplateLiteral":
      return template(to, source, source, undefined);
    case "TaggedTemplateExpression":
      return template(to, source.quasi, source, source.tag);
    case "ArrayExpression":
    case "ArrayPattern":
      return sequence(to, source);
    case "ObjectExpression":
    case "ObjectPattern":
      return mapping(to, source);
    case "Property":
      return pair(to, source);
    case "SpreadElement":
    case "RestElement":
      return to.make("spread", source, to.part("value", source.argument), { label: "..." });
    case "AssignmentPattern":
      return to.make("assign", source, [...to.part("target", source.left), ...to.part("value", source.right)], {
        label: "=",
      });
    default:
      return lowerOperation(to, source);
  }
}

/** An annotation belongs to what holds the name. */
function nameEnd(source: TSESTree.Identifier | TSESTree.PrivateIdentifier): number {
  const written = source.type === "PrivateIdentifier" ? source.name.length + 1 : source.name.length;
  const plain = source.range[0] + written;
  return source.type === "Identifier" && source.typeAnnotation ? plain : source.range[1];
}

function lowerOperation(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "CallExpression":
    case "NewExpression":
      return to.make(
        source.type === "NewExpression" ? "new" : "call",
        source,
        [
          ...to.part("callee", source.callee),
          ...to.part("type-argument", source.typeArguments),
          ...to.parts("argument", source.arguments),
        ],
        { label: "optional" in source && source.optional ? "?." : undefined },
      );
    case "ImportExpression": {
      const callee = to.make("name", source, [], { value: "import", span: [source.range[0], source.range[0] + 6] });
      return to.make("call", source, [
        to.as("callee", callee),
        ...to.parts("argument", [source.source, source.options]),
      ]);
    }
    case "MemberExpression":
      return member(to, source);
    case "ChainExpression":
      return to.lower(source.expression);
    case "UnaryExpression":
      return to.make("unary", source, to.part("operand", source.argument), { label: source.operator });
    case "UpdateExpression":
      return to.make("unary", source, to.part("operand", source.argument), {
        label: source.prefix ? source.operator : `${source.operator} post`,
      });
    case "BinaryExpression":
    case "LogicalExpression":
      return to.make("binary", source, [...to.part("left", source.left), ...to.part("right", source.right)], {
        label: source.operator,
      });
    case "AssignmentExpression":
      return to.make("assign", source, [...to.part("target", source.left), ...to.part("value", source.right)], {
        label: source.operator,
      });
    default:
      return lowerRest(to, source);
  }
}

function lowerRest(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "ConditionalExpression":
      return to.make("conditional", source, [
        ...to.part("test", source.test),
        ...to.part("consequent", source.consequent),
        ...to.part("alternate", source.alternate),
      ]);
    case "AwaitExpression":
      return to.make("await", source, to.part("value", source.argument));
    case "YieldExpression":
      return to.make("yield", source, to.part("value", source.argument), { label: source.delegate ? "*" : undefined });
    case "SequenceExpression":
      return to.make("sequence", source, to.parts("item", source.expressions), { label: "comma" });
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return to.make(
        "cast",
        source,
        [...to.part("expression", source.expression), ...to.part("type", source.typeAnnotation)],
        {
          label: source.type === "TSAsExpression" ? "as" : "satisfies",
        },
      );
    case "TSTypeAssertion":
      return to.make(
        "cast",
        source,
        [...to.part("expression", source.expression), ...to.part("type", source.typeAnnotation)],
        {
          label: "<>",
        },
      );
    case "TSNonNullExpression":
      return to.make("cast", source, to.part("expression", source.expression), { label: "!" });
    case "TSInstantiationExpression":
      return to.make("index", source, [
        ...to.part("object", source.expression),
        ...to.parts("index", source.typeArguments.params),
      ]);
    case "MetaProperty":
      return to.make("member", source, [...to.part("object", source.meta), ...to.part("property", source.property)]);
    default:
      return undefined;
  }
}

function literal(to: ScriptLowering, source: TSESTree.Literal): Node {
  if ("regex" in source) {
    return to.make("regex", source, [], { value: source.regex.pattern, label: source.regex.flags });
  }
  if ("bigint" in source) return to.make("number", source, [], { value: source.bigint, label: "text" });
  const { value } = source;
  if (value === null) return to.make("null", source, [], { value: null });
  const kind = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "boolean";
  return to.make(kind, source, [], { value });
}

function template(to: ScriptLowering, quasi: TSESTree.TemplateLiteral, source: TSESTree.Node, tag: Source): Node {
  const [only] = quasi.quasis;
  if (!tag && quasi.expressions.length === 0) {
    return to.make("string", source, [], { value: only?.value.cooked ?? only?.value.raw ?? "", label: "template" });
  }
  const holes = quasi.expressions.map((hole) =>
    to.as("part", to.make("interpolation", hole, to.part("expression", hole))),
  );
  const pieces = quasi.quasis.flatMap((piece, index) => {
    const hole = holes[index];
    const text = piece.value.cooked ?? piece.value.raw;
    // The parser counts the backquote and the braces to the pieces.
    const span = [piece.range[0] + 1, piece.range[1] - (piece.tail ? 1 : 2)] as const;
    const written =
      text === "" ? [] : [to.as("part", to.make("string", piece, [], { value: text, label: "piece", span }))];
    return hole ? [...written, hole] : written;
  });
  return to.make("template", source, [...to.part("tag", tag), ...pieces]);
}

function sequence(to: ScriptLowering, source: TSESTree.ArrayExpression | TSESTree.ArrayPattern): Node {
  const elements: readonly Source[] = source.elements;
  const items = elements.map((element): Node => {
    if (element) return to.as("item", to.lower(element));
    return to.as("item", to.make("empty", source, [], { span: [source.range[0] + 1, source.range[0] + 1] }));
  });
  return to.make("sequence", source, items, { label: "list" });
}

function mapping(to: ScriptLowering, source: TSESTree.ObjectExpression | TSESTree.ObjectPattern): Node {
  const [start, end] = source.range;
  const annotation = source.type === "ObjectPattern" ? source.typeAnnotation : undefined;
  return to.make("mapping", source, to.parts("entry", source.properties), {
    label: "object",
    span: [start, annotation ? (source.properties.at(-1)?.range[1] ?? end) : end],
  });
}

function pair(to: ScriptLowering, source: TSESTree.Property): Node {
  const key = source.computed
    ? to.make("computed", source.key, to.part("expression", source.key))
    : to.lower(source.key);
  const label = source.method ? "method" : source.kind === "init" ? undefined : `${source.kind}ter`;
  const value = to.lower(source.value);
  const children = [to.as("key", key), to.as("value", label ? { ...value, label } : value)];
  return to.make("pair", source, children, { label: source.shorthand ? "shorthand" : label });
}

function member(to: ScriptLowering, source: TSESTree.MemberExpression): Node {
  const label = source.optional ? "?." : undefined;
  if (source.computed) {
    return to.make("index", source, [...to.part("object", source.object), ...to.part("index", source.property)], {
      label,
    });
  }
  return to.make("member", source, [...to.part("object", source.object), ...to.part("property", source.property)], {
    label,
  });
}
