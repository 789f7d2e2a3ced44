import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import { as, lower, make, part, parts, type Source } from "#syntax/script-lower.ts";

/** Lowers an expression or a pattern of destructuring; undefined for what is neither. */
export function lowerExpression(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return make("name", source, [], {
        value: source.type === "PrivateIdentifier" ? `#${source.name}` : source.name,
        span: [source.range[0], nameEnd(source)],
      });
    case "ThisExpression":
    case "Super":
      return make("name", source, [], { value: source.type === "Super" ? "super" : "this" });
    case "Literal":
      return literal(source);
    case "TemplateLiteral":
      return template(source, source, undefined);
    case "TaggedTemplateExpression":
      return template(source.quasi, source, source.tag);
    case "ArrayExpression":
    case "ArrayPattern":
      return sequence(source);
    case "ObjectExpression":
    case "ObjectPattern":
      return mapping(source);
    case "Property":
      return pair(source);
    case "SpreadElement":
    case "RestElement":
      return make("spread", source, part("value", source.argument), { label: "..." });
    case "AssignmentPattern":
      return make("assign", source, [...part("target", source.left), ...part("value", source.right)], { label: "=" });
    default:
      return lowerOperation(source);
  }
}

/** An annotation belongs to what holds the name. */
function nameEnd(source: TSESTree.Identifier | TSESTree.PrivateIdentifier): number {
  const written = source.type === "PrivateIdentifier" ? source.name.length + 1 : source.name.length;
  const plain = source.range[0] + written;
  return source.type === "Identifier" && source.typeAnnotation ? plain : source.range[1];
}

function lowerOperation(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "CallExpression":
    case "NewExpression":
      return make(
        source.type === "NewExpression" ? "new" : "call",
        source,
        [
          ...part("callee", source.callee),
          ...part("type-argument", source.typeArguments),
          ...parts("argument", source.arguments),
        ],
        { label: "optional" in source && source.optional ? "?." : undefined },
      );
    case "ImportExpression": {
      const callee = make("name", source, [], { value: "import", span: [source.range[0], source.range[0] + 6] });
      return make("call", source, [as("callee", callee), ...parts("argument", [source.source, source.options])]);
    }
    case "MemberExpression":
      return member(source);
    case "ChainExpression":
      return lower(source.expression);
    case "UnaryExpression":
      return make("unary", source, part("operand", source.argument), { label: source.operator });
    case "UpdateExpression":
      return make("unary", source, part("operand", source.argument), {
        label: source.prefix ? source.operator : `${source.operator} post`,
      });
    case "BinaryExpression":
    case "LogicalExpression":
      return make("binary", source, [...part("left", source.left), ...part("right", source.right)], {
        label: source.operator,
      });
    case "AssignmentExpression":
      return make("assign", source, [...part("target", source.left), ...part("value", source.right)], {
        label: source.operator,
      });
    default:
      return lowerRest(source);
  }
}

function lowerRest(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "ConditionalExpression":
      return make("conditional", source, [
        ...part("test", source.test),
        ...part("consequent", source.consequent),
        ...part("alternate", source.alternate),
      ]);
    case "AwaitExpression":
      return make("await", source, part("value", source.argument));
    case "YieldExpression":
      return make("yield", source, part("value", source.argument), { label: source.delegate ? "*" : undefined });
    case "SequenceExpression":
      return make("sequence", source, parts("item", source.expressions), { label: "comma" });
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return make("cast", source, [...part("expression", source.expression), ...part("type", source.typeAnnotation)], {
        label: source.type === "TSAsExpression" ? "as" : "satisfies",
      });
    case "TSTypeAssertion":
      return make("cast", source, [...part("expression", source.expression), ...part("type", source.typeAnnotation)], {
        label: "<>",
      });
    case "TSNonNullExpression":
      return make("cast", source, part("expression", source.expression), { label: "!" });
    case "TSInstantiationExpression":
      return make("index", source, [
        ...part("object", source.expression),
        ...parts("index", source.typeArguments.params),
      ]);
    case "MetaProperty":
      return make("member", source, [...part("object", source.meta), ...part("property", source.property)]);
    default:
      return undefined;
  }
}

function literal(source: TSESTree.Literal): Node {
  if ("regex" in source) {
    return make("regex", source, [], { value: source.regex.pattern, label: source.regex.flags });
  }
  if ("bigint" in source) return make("number", source, [], { value: source.bigint, label: "text" });
  const { value } = source;
  if (value === null) return make("null", source, [], { value: null });
  const kind = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "boolean";
  return make(kind, source, [], { value });
}

function template(quasi: TSESTree.TemplateLiteral, source: TSESTree.Node, tag: Source): Node {
  const [only] = quasi.quasis;
  if (!tag && quasi.expressions.length === 0) {
    return make("string", source, [], { value: only?.value.cooked ?? only?.value.raw ?? "", label: "template" });
  }
  const holes = quasi.expressions.map((hole) => as("part", make("interpolation", hole, part("expression", hole))));
  const pieces = quasi.quasis.flatMap((piece, index) => {
    const hole = holes[index];
    const text = piece.value.cooked ?? piece.value.raw;
    // The parser counts the backquote and the braces to the pieces.
    const span = [piece.range[0] + 1, piece.range[1] - (piece.tail ? 1 : 2)] as const;
    const written = text === "" ? [] : [as("part", make("string", piece, [], { value: text, label: "piece", span }))];
    return hole ? [...written, hole] : written;
  });
  return make("template", source, [...part("tag", tag), ...pieces]);
}

function sequence(source: TSESTree.ArrayExpression | TSESTree.ArrayPattern): Node {
  const elements: readonly Source[] = source.elements;
  const items = elements.map((element): Node => {
    if (element) return as("item", lower(element));
    return as("item", make("empty", source, [], { span: [source.range[0] + 1, source.range[0] + 1] }));
  });
  return make("sequence", source, items, { label: "list" });
}

function mapping(source: TSESTree.ObjectExpression | TSESTree.ObjectPattern): Node {
  const [start, end] = source.range;
  const annotation = source.type === "ObjectPattern" ? source.typeAnnotation : undefined;
  return make("mapping", source, parts("entry", source.properties), {
    label: "object",
    span: [start, annotation ? (source.properties.at(-1)?.range[1] ?? end) : end],
  });
}

function pair(source: TSESTree.Property): Node {
  const key = source.computed ? make("computed", source.key, part("expression", source.key)) : lower(source.key);
  const label = source.method ? "method" : source.kind === "init" ? undefined : `${source.kind}ter`;
  const value = lower(source.value);
  const children = [as("key", key), as("value", label ? { ...value, label: label as string } : value)];
  return make("pair", source, children, { label: source.shorthand ? "shorthand" : label });
}

function member(source: TSESTree.MemberExpression): Node {
  const label = source.optional ? "?." : undefined;
  if (source.computed) {
    return make("index", source, [...part("object", source.object), ...part("index", source.property)], { label });
  }
  return make("member", source, [...part("object", source.object), ...part("property", source.property)], { label });
}
