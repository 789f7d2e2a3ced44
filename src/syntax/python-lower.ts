import type { Node } from "#model/document.ts";
import { lowerPythonDefinition } from "#syntax/python-definitions.ts";
import { lowerPythonExpression } from "#syntax/python-expressions.ts";
import { lowerPythonStatement } from "#syntax/python-statements.ts";
import type { Lowering } from "#syntax/lowering.ts";
import { namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** The lowering of a text of Python. */
export type PythonLowering = Lowering;

/** What one node of Python's grammar stands for. */
export function lowerPython(source: Syntax, to: Lowering): Node | readonly Node[] | undefined {
  if (source.type === "module") return to.make("program", source, to.all("statement", namedChildren(source)));
  return lowerPythonExpression(source, to) ?? lowerPythonStatement(source, to) ?? lowerPythonDefinition(source, to);
}
