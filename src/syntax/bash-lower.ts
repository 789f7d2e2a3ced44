import type { Node } from "#model/document.ts";
import { lowerBashCommand } from "#syntax/bash-commands.ts";
import { bashStatements, lowerBashStatement } from "#syntax/bash-statements.ts";
import { lowerBashTest } from "#syntax/bash-tests.ts";
import { lowerBashWord } from "#syntax/bash-words.ts";
import type { Lowering } from "#syntax/lowering.ts";
import type { Syntax } from "#syntax/syntax-tree.ts";

/** What one node of Bash's grammar stands for. */
export function lowerBash(source: Syntax, to: Lowering): Node | readonly Node[] | undefined {
  if (source.type === "program") return to.make("program", source, bashStatements(source.children, to));
  return (
    lowerBashCommand(source, to) ??
    lowerBashStatement(source, to) ??
    lowerBashWord(source, to) ??
    lowerBashTest(source, to)
  );
}
