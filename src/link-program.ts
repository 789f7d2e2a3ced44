import { type Resolve, resolverOf } from "#access/resolve.ts";
import { isTest } from "#discover/classify.ts";
import { decode } from "#discover/decode.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { codeFactsReader, type ModuleFacts } from "#identity/code-facts.ts";
import { type ApiIndex, indexApis } from "#identity/match-api.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Edge, Fact } from "#model/fact.ts";
import { compareText, lineStartsOf, type RepoPath } from "#model/location.ts";
import type { PackageEntry } from "#model/module-layout.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { createOutliner, type Outliner, type OutlineTask } from "#outline-file.ts";
import { exhaustedProgram } from "#program-problem.ts";
import { redactValue } from "#secrets/redact-value.ts";
import { programSyntaxOf } from "#syntax/table.ts";

/** Modules of modules of modules: what lies further is not read. */
const mostRounds = 12;
/** Files that are looked at for callers of functions that hand on what they are given. */
const mostCallers = 400;
/** Bytes of a program over the limit of size that is looked at for the tools it declares, and of all of them. */
const largestProgram = 8_388_608;
const mostOversized = 33_554_432;

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
  /** Files that no rule reads, since they are too large. */
  readonly oversized: readonly WalkedFile[];
  readonly place: FilePlace;
  readonly apis: readonly ApiModel[];
}

/** Follows names over the files of a tree, reading modules that are asked for, and says what calls say of identity. */
export async function linkProgram(linking: Linking): Promise<LinkedProgram> {
  const linker = new Linker(linking);
  await linker.readOversized();
  await linker.follow();
  if (await linker.readCallers()) await linker.follow();
  return linker.result();
}

class Linker {
  readonly #linking: Linking;
  readonly #outliner: Outliner;
  readonly #index: ApiIndex;
  readonly #files: ReadonlyMap<RepoPath, WalkedFile>;
  readonly #resolve: Resolve;
  readonly #packages: readonly PackageEntry[];
  readonly #outlines: Map<RepoPath, ModuleOutline>;
  readonly #found = new Map<RepoPath, ModuleFacts>();
  #open: RepoPath[];

  constructor(linking: Linking) {
    const { summaries, files, oversized, apis } = linking;
    this.#linking = linking;
    this.#outliner = createOutliner(apis);
    this.#index = indexApis(apis);
    this.#files = new Map([...files, ...oversized].map((file) => [file.path, file]));
    const layouts = summaries.flatMap(({ layout }) => layout ?? []);
    this.#packages = layouts.flatMap((layout) => layout.package ?? []);
    const aliases = layouts.flatMap((layout) => layout.aliases ?? []);
    this.#resolve = resolverOf({ has: (path) => this.#files.has(path), packages: this.#packages, aliases });
    this.#outlines = new Map(summaries.flatMap(({ path, outline }) => (outline ? [[path, outline] as const] : [])));
    this.#open = [...this.#outlines.keys()].sort(compareText);
  }

  /** Programs that are too large for rules are looked at if they declare tools. */
  async readOversized(): Promise<void> {
    let left = mostOversized;
    const files = [...this.#linking.oversized]
      .sort((one, other) => one.size - other.size || compareText(one.path, other.path))
      .filter(({ path, size }) => size <= largestProgram && !isTest(path) && (left -= size) >= 0);
    for (const { path, source } of readFiles(this.#linking.place, files)) {
      if (!("bytes" in source) || !this.#outliner.declaresTools(programSyntaxOf(path, source.bytes), source.bytes))
        continue;
      await this.#outline(path, source.bytes, { onlyTools: true });
      this.#open.push(path);
    }
  }

  /** Says what the open modules say, until no module that they ask for is left to be read. */
  async follow(): Promise<void> {
    for (let round = 0; round < mostRounds && this.#open.length > 0; round++) {
      const read = codeFactsReader({
        outlines: this.#outlines,
        resolve: this.#resolve,
        packages: this.#packages,
        index: this.#index,
      });
      for (const path of this.#open) this.#found.set(path, read(path));
      const missing = new Set(
        this.#open.flatMap((path) => [...this.#found.get(path)!.needs]).filter((path) => !this.#outlines.has(path)),
      );
      await this.#readAll([...missing]);
      this.#open = this.#open.filter((path) => [...this.#found.get(path)!.needs].some((needed) => missing.has(needed)));
    }
  }

  /** Reads the files that call what would say more if its callers were known; holds if there are any. */
  async readCallers(): Promise<boolean> {
    const asked = [...this.#found].filter(([, { opens }]) => opens.length > 0);
    const names = new Set(asked.flatMap(([, { opens }]) => opens));
    if (names.size === 0) return false;
    const callers: RepoPath[] = [];
    const words = [...names];
    const programs = this.#linking.files.filter(({ path }) => !isTest(path) && programEnding.test(path));
    for (const { path, source } of readFiles(this.#linking.place, programs)) {
      if (callers.length >= mostCallers) break;
      if (!("bytes" in source) || !words.some((word) => source.bytes.includes(word))) continue;
      callers.push(path);
      await this.#outline(path, source.bytes, { further: names });
    }
    this.#open = [...new Set([...asked.map(([path]) => path), ...callers])].sort(compareText);
    return true;
  }

  result(): LinkedProgram {
    const all = [...this.#found].sort(([left], [right]) => compareText(left, right));
    return {
      facts: redactValue(all.flatMap(([, { facts }]) => facts)),
      edges: redactValue(all.flatMap(([, { edges }]) => edges)),
      problems: all.flatMap(([path, { isExhausted }]) => (isExhausted ? [exhaustedProgram(path)] : [])),
    };
  }

  async #readAll(paths: readonly RepoPath[]): Promise<void> {
    const files = [...paths].sort(compareText).flatMap((path) => this.#files.get(path) ?? []);
    for (const { path, source } of readFiles(this.#linking.place, files)) {
      // What cannot be read has been told; it says nothing.
      if ("bytes" in source) await this.#outline(path, source.bytes);
      else this.#outlines.set(path, emptyOutline);
    }
  }

  async #outline(path: RepoPath, bytes: Buffer, asked: Pick<OutlineTask, "onlyTools" | "further"> = {}): Promise<void> {
    const decoded = decode(bytes, path);
    const task = "text" in decoded && {
      path,
      syntax: programSyntaxOf(path, bytes),
      text: decoded.text,
      lines: lineStartsOf(decoded.text),
      ...asked,
    };
    const outline = task ? await withSyntaxes(() => this.#outliner.outline(task)) : undefined;
    this.#outlines.set(path, outline ?? emptyOutline);
  }
}

const programEnding = /\.(?:[cm]?[jt]sx?|py)$/;

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
