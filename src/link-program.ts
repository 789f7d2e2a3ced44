import { resolverOf } from "#access/resolve.ts";
import { decode } from "#discover/decode.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { codeFactsReader, type ModuleFacts } from "#identity/code-facts.ts";
import { indexApis } from "#identity/match-api.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Edge, Fact } from "#model/fact.ts";
import { compareText, lineStartsOf, type RepoPath } from "#model/location.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { createOutliner, type Outliner } from "#outline-file.ts";
import { redactValue } from "#secrets/redact-value.ts";
import { programSyntaxOf } from "#syntax/table.ts";

/** Modules of modules of modules: what lies further is not read. */
const mostRounds = 12;

/** What the programs of a tree say together. */
export interface LinkedProgram {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  readonly problems: readonly Problem[];
}

/** What programs are linked of. */
export interface Linking {
  readonly summaries: readonly FileSummary[];
  readonly files: readonly WalkedFile[];
  readonly place: FilePlace;
  readonly apis: readonly ApiModel[];
}

/** Follows names over the files of a tree, reading modules that are asked for, and says what calls say of identity. */
export async function linkProgram({ summaries, files, place, apis }: Linking): Promise<LinkedProgram> {
  const outlines = new Map(summaries.flatMap(({ path, outline }) => (outline ? [[path, outline] as const] : [])));
  if (outlines.size === 0) return { facts: [], edges: [], problems: [] };
  const known = new Map(files.map((file) => [file.path, file]));
  const layouts = summaries.flatMap(({ layout }) => layout ?? []);
  const packages = layouts.flatMap((layout) => layout.package ?? []);
  const aliases = layouts.flatMap((layout) => layout.aliases ?? []);
  const resolve = resolverOf({ has: (path) => known.has(path), packages, aliases });
  const index = indexApis(apis);
  const outliner = createOutliner(apis);
  const found = new Map<RepoPath, ModuleFacts>();
  let open = new Set([...outlines.keys()].sort(compareText));
  for (let round = 0; round < mostRounds && open.size > 0; round++) {
    const read = codeFactsReader({ outlines, resolve, packages, index });
    for (const path of open) found.set(path, read(path));
    const missing = new Set([...open].flatMap((path) => [...found.get(path)!.needs]).filter((path) => !outlines.has(path)));
    await readOutlines([...missing].sort(compareText).map((path) => known.get(path)!), { place, outliner, outlines });
    open = new Set([...open].filter((path) => [...found.get(path)!.needs].some((needed) => missing.has(needed))));
  }
  const all = [...found].sort(([left], [right]) => compareText(left, right));
  return {
    facts: redactValue(all.flatMap(([, { facts }]) => facts)),
    edges: redactValue(all.flatMap(([, { edges }]) => edges)),
    problems: all.flatMap(([path, { isExhausted }]) => (isExhausted ? [exhausted(path)] : [])),
  };
}

function exhausted(path: RepoPath): Problem {
  const message = "What the calls of this program say took too many steps to follow; some of it is not in the inventory.";
  return { kind: "too-complex", path, message, partial: false };
}

async function readOutlines(
  files: readonly WalkedFile[],
  { place, outliner, outlines }: { readonly place: FilePlace; readonly outliner: Outliner; readonly outlines: Map<RepoPath, ModuleOutline> },
): Promise<void> {
  for (const { path, source } of readFiles(place, files)) {
    const decoded = "bytes" in source ? decode(source.bytes, path, { claimed: true, isCode: true }) : source;
    // What cannot be read has been told; it says nothing.
    outlines.set(path, emptyOutline);
    if (!("text" in decoded) || !("bytes" in source)) continue;
    const { text } = decoded;
    const task = { path, syntax: programSyntaxOf(path, source.bytes), text, lines: lineStartsOf(text) };
    outlines.set(path, (await withSyntaxes(() => outliner.outline(task))) ?? emptyOutline);
  }
}

const emptyOutline: ModuleOutline = {
  expressions: [],
  variables: [],
  functions: [],
  classes: [],
  calls: [],
  mutations: [],
  exports: [],
  exportsAllOf: [],
  importsAllOf: [],
};
