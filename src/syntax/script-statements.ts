import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import { as, lower, make, modifiers, part, parts, type Source } from "#syntax/script-lower.ts";

/** Lowers a statement that defines nothing; undefined for what is none. */
export function lowerStatement(source: TSESTree.Node): Node | Node[] | undefined {
  switch (source.type) {
    case "Program":
      return make("program", source, parts("statement", source.body));
    case "BlockStatement":
      return make("block", source, parts("statement", source.body));
    case "ExpressionStatement":
      return make("expression-statement", source, part("expression", source.expression));
    case "VariableDeclaration":
      return declarators(source);
    case "IfStatement":
      return make("if", source, [
        ...part("test", source.test),
        ...body("consequent", source.consequent),
        ...body("alternate", source.alternate),
      ]);
    case "ReturnStatement":
      return make("return", source, part("value", source.argument));
    case "ThrowStatement":
      return make("throw", source, part("value", source.argument));
    case "EmptyStatement":
    case "DebuggerStatement":
      return make("empty", source);
    case "BreakStatement":
    case "ContinueStatement":
      return make("jump", source, [], {
        label: source.type === "BreakStatement" ? "break" : "continue",
        ...(source.label && { value: source.label.name }),
      });
    case "LabeledStatement":
      return make("labelled", source, [...part("name", source.label), ...body("body", source.body)]);
    default:
      return lowerLoop(source) ?? lowerChoice(source);
  }
}

function lowerLoop(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "WhileStatement":
    case "DoWhileStatement":
      return make("while", source, [...part("test", source.test), ...body("body", source.body)], {
        label: source.type === "WhileStatement" ? "while" : "do",
      });
    case "ForStatement":
      return make("for", source, [
        ...parts("init", [source.init]),
        ...part("test", source.test),
        ...parts("update", [source.update]),
        ...body("body", source.body),
      ]);
    case "ForInStatement":
    case "ForOfStatement": {
      const isAwait = source.type === "ForOfStatement" && source.await;
      const children = [
        ...part("target", source.left),
        ...part("iterable", source.right),
        ...body("body", source.body),
      ];
      return make("for-each", source, children, {
        label: source.type === "ForInStatement" ? "in" : isAwait ? "await" : "of",
      });
    }
    case "WithStatement":
      return make("with", source, [
        as("item", make("with-item", source.object, part("value", source.object))),
        ...body("body", source.body),
      ]);
    default:
      return undefined;
  }
}

function lowerChoice(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "SwitchStatement":
      return make("switch", source, [...part("subject", source.discriminant), ...parts("case", source.cases)]);
    case "SwitchCase":
      return make("case", source, [...part("test", source.test), as("body", caseBody(source))]);
    case "TryStatement":
      return make("try", source, [
        ...part("body", source.block),
        ...part("catch", source.handler),
        ...part("finally", source.finalizer),
      ]);
    case "CatchClause":
      return make("catch", source, [
        ...part("target", source.param),
        ...part("type", annotationOf(source.param)),
        ...part("body", source.body),
      ]);
    default:
      return undefined;
  }
}

function caseBody(source: TSESTree.SwitchCase): Node {
  const first = source.consequent[0];
  const start = first ? first.range[0] : source.range[1];
  return make("block", source, parts("statement", source.consequent), { span: [start, source.range[1]] });
}

/** A body without braces is a block with the span of its statement. */
export function body(role: "consequent" | "alternate" | "body", source: TSESTree.Statement | null | undefined): Node[] {
  if (!source) return [];
  if (source.type === "BlockStatement") return part(role, source);
  const statements = source.type === "EmptyStatement" ? [] : parts("statement", [source]);
  return [as(role, make("block", source, statements))];
}

/** The type that is written behind a name, without its colon. */
export function annotationOf(source: Source): TSESTree.Node | undefined {
  return source && "typeAnnotation" in source && source.typeAnnotation?.type === "TSTypeAnnotation"
    ? source.typeAnnotation.typeAnnotation
    : undefined;
}

/** One `define` a declarator: the first has the span of the keyword too, the last that of the end of the statement. */
function declarators(source: TSESTree.VariableDeclaration): Node[] {
  const last = source.declarations.length - 1;
  return source.declarations.map((declarator, index) => {
    const start = index === 0 ? source.range[0] : declarator.range[0];
    const end = index === last ? source.range[1] : declarator.range[1];
    return make(
      "define",
      declarator,
      [
        ...modifiers(source, [source.declare && "declare"]),
        as("target", lower(declarator.id)),
        ...part("type", annotationOf(declarator.id)),
        ...part("value", declarator.init),
      ],
      { label: source.kind, span: [start, end] },
    );
  });
}
