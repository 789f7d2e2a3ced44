import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type LinkedProgram, linkProgram } from "#link-program.ts";
import { createAnalyse } from "#analyse.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { Fact, FactOf } from "#model/fact.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { compareText } from "#model/location.ts";
import { compileKnowledge } from "../../scripts/compile-knowledge.ts";

let knowledge: Knowledge | undefined;

/** The files of a tree by path. */
export type Tree = Readonly<Record<string, string>>;

/** The facts that the programs of a tree state. */
export async function factsOf(tree: Tree): Promise<readonly Fact[]> {
  return (await linkedOf(tree)).facts;
}

/** What the programs of a tree say, all modules of it linked. */
export async function linkedOf(tree: Tree): Promise<LinkedProgram> {
  knowledge ??= compileKnowledge("rules");
  const root = mkdtempSync(join(tmpdir(), "countersign-tools-"));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { apis } = knowledge;
    const analyse = createAnalyse(knowledge, []);
    const paths = Object.keys(tree).sort(compareText);
    const summaries = [];
    for (const path of paths) summaries.push(await withSyntaxes(() => analyse(path, Buffer.from(tree[path]!))));
    const files = paths.map((path) => ({ path, size: tree[path]!.length }));
    return await linkProgram({
      summaries,
      files,
      oversized: [],
      place: { kind: "folder", root },
      include: [],
      deadline: Infinity,
      apis,
    });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The names of the tools of a tree, sorted; those that something decides about have a `?` behind them. */
export async function toolsOf(tree: Tree): Promise<string[]> {
  const facts = await factsOf(tree);
  const tools = facts.filter((fact): fact is FactOf<"tool"> => fact.kind === "tool");
  const names = tools.map(({ value }) => `${value.name}${value.conditional ? "?" : ""}`);
  return [...new Set(names)].sort(compareText);
}
