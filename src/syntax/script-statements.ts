import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import type { ScriptLowering, Source } from "#syntax/script-lower.ts";

/** Lowers a statement that defines nothing; undefined for what is none. */
export function lowerStatement(to: ScriptLowering, source: TSESTree.Node): Node | Node[] | undefined {
  switch (source.type) {
    case "Program":
      return to.make("program", source, to.parts("statement", source.body));
    case "BlockStatement":
      return to.make("block", source, to.parts("statement", source.body));
    case "ExpressionStatement":
      return to.make("expression-statement", source, to.part("expression", source.expression));
    case "VariableDeclaration":
      return declarators(to, source);
    case "IfStatement":
      return to.make("if", source, [
        ...to.part("test", source.test),
        ...body(to, "consequent", source.consequent),
        ...body(to, "alternate", source.alternate),
      ]);
    case "ReturnStatement":
      return to.make("return", source, to.part("value", source.argument));
    case "ThrowStatement":
      return to.make("throw", source, to.part("value", source.argument));
    case "EmptyStatement":
    case "DebuggerStatement":
      return to.make("empty", source);
    case "BreakStatement":
    case "ContinueStatement":
      return to.make("jump", source, [], {
        label: source.type === "BreakStatement" ? "break" : "continue",
        ...(source.label && { value: source.label.name }),
      });
    case "LabeledStatement":
      return to.make("labelled", source, [...to.part("name", source.label), ...body(to, "body", source.body)]);
    default:
      return lowerLoop(to, source) ?? lowerChoice(to, source);
  }
}

function lowerLoop(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "WhileStatement":
    case "DoWhileStatement":
      return to.make("while", source, [...to.part("test", source.test), ...body(to, "body", source.body)], {
        label: source.type === "WhileStatement" ? "while" : "do",
      });
    case "ForStatement":
      return to.make("for", source, [
        ...to.parts("init", [source.init]),
        ...to.part("test", source.test),
        ...to.parts("update", [source.update]),
        ...body(to, "body", source.body),
      ]);
    case "ForInStatement":
    case "ForOfStatement": {
      const isAwait = source.type === "ForOfStatement" && source.await;
      const children = [
        ...to.part("target", source.left),
        ...to.part("iterable", source.right),
        ...body(to, "body", source.body),
      ];
      return to.make("for-each", source, children, {
        label: source.type === "ForInStatement" ? "in" : isAwait ? "await" : "of",
      });
    }
    case "WithStatement":
      return to.make("with", source, [
        to.as("item", to.make("with-item", source.object, to.part("value", source.object))),
        ...body(to, "body", source.body),
      ]);
    default:
      return undefined;
  }
}

function lowerChoice(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "SwitchStatement":
      return to.make("switch", source, [...to.part("subject", source.discriminant), ...to.parts("case", source.cases)]);
    case "SwitchCase":
      return to.make("case", source, [...to.part("test", source.test), to.as("body", caseBody(to, source))]);
    case "TryStatement":
      return to.make("try", source, [
        ...to.part("body", source.block),
        ...to.part("catch", source.handler),
        ...to.part("finally", source.finalizer),
      ]);
    case "CatchClause":
      return to.make("catch", source, [
        ...to.part("target", source.param),
        ...to.part("type", annotationOf(source.param)),
        ...to.part("body", source.body),
      ]);
    default:
      return undefined;
  }
}

function caseBody(to: ScriptLowering, source: TSESTree.SwitchCase): Node {
  const first = source.consequent[0];
  const start = first ? first.range[0] : source.range[1];
  return to.make("block", source, to.parts("statement", source.consequent), { span: [start, source.range[1]] });
}

/** A body without braces is a block with the span of its statement. */
export function body(
  to: ScriptLowering,
  role: "consequent" | "alternate" | "body",
  source: TSESTree.Statement | null | undefined,
): Node[] {
  if (!source) return [];
  if (source.type === "BlockStatement") return to.part(role, source);
  const statements = source.type === "EmptyStatement" ? [] : to.parts("statement", [source]);
  return [to.as(role, to.make("block", source, statements))];
}

/** The type that is written behind a name, without its colon. */
export function annotationOf(source: Source): TSESTree.Node | undefined {
  return source && "typeAnnotation" in source && source.typeAnnotation?.type === "TSTypeAnnotation"
    ? source.typeAnnotation.typeAnnotation
    : undefined;
}

/** One `define` a declarator: the first has the span of the keyword too, the last that of the end of the statement. */
function declarators(to: ScriptLowering, source: TSESTree.VariableDeclaration): Node[] {
  const last = source.declarations.length - 1;
  return source.declarations.map((declarator, index) => {
    const start = index === 0 ? source.range[0] : declarator.range[0];
    const end = index === last ? source.range[1] : declarator.range[1];
    return to.make(
      "define",
      declarator,
      [
        ...to.modifiers(source, [source.declare && "declare"]),
        to.as("target", to.lower(declarator.id)),
        ...to.part("type", annotationOf(declarator.id)),
        ...to.part("value", declarator.init),
      ],
      { label: source.kind, span: [start, end] },
    );
  });
}
