import { type Resolve, resolverOf } from "#access/resolve.ts";
import { AskedOutlines } from "#asked-outlines.ts";
import { isTest } from "#discover/classify.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { type HandlerReach, handlerReach } from "#handler-reach.ts";
import { codeFactsReader, type ModuleFacts, type Program } from "#identity/code-facts.ts";
import { guardingEdges, unguardedFacts } from "#identity/guarded-facts.ts";
import { FactNumbers } from "#identity/fact-numbers.ts";
import { type ApiIndex, indexApis } from "#identity/match-api.ts";
import { withQuestions } from "#identity/asked-triggers.ts";
import { isAsked } from "#asked-paths.ts";
import type { CachePlace } from "#kept-entries.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Edge, Fact } from "#model/fact.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { PackageEntry } from "#model/module-layout.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import { emptyOutline } from "#outline-file.ts";
import { exhaustedProgram } from "#program-problem.ts";
import { redactedFacts } from "#redacted-facts.ts";
import { unlinkedPrograms } from "#time-limit.ts";

/** Modules of modules of modules: what lies further is not read. */
const mostRounds = 12;
/** Files that are looked at for callers of functions that hand on what they are given. */
const mostCallers = 400;
/** Classes of which somebody asks may be derived from one another this deep. */
const mostDerivations = 4;
/** Names of classes that are not longer say nothing. */
const shortestName = 3;
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
  /** Folders and files that were asked for; all if there are none. */
  readonly include: readonly RepoPath[];
  /** Milliseconds since 1970: programs that are not linked by then are told as a problem. */
  readonly deadline: number;
  readonly apis: readonly ApiModel[];
  /** Where outlines are kept from one scan to the next, if they are. */
  readonly cache?: CachePlace;
}

/** Follows names over the files of a tree, reading modules that are asked for, and says what calls say of identity. */
export async function linkProgram(linking: Linking): Promise<LinkedProgram> {
  const linker = new Linker(linking);
  await linker.readOversized();
  await linker.follow();
  if (await linker.readCallers()) await linker.follow();
  await linker.followHandlers();
  return linker.result();
}

class Linker {
  readonly #linking: Linking;
  readonly #asked: AskedOutlines;
  readonly #index: ApiIndex;
  readonly #files: ReadonlyMap<RepoPath, WalkedFile>;
  readonly #paths: readonly RepoPath[];
  readonly #resolve: Resolve;
  readonly #packages: readonly PackageEntry[];
  readonly #program: Program;
  readonly #outlines: Map<RepoPath, ModuleOutline>;
  readonly #found = new Map<RepoPath, ModuleFacts>();
  /** Programs at which the time limit struck. */
  readonly #late = new Set<RepoPath>();
  /** Programs of which another outline was made after it was known what they say. */
  readonly #renewed = new Set<RepoPath>();
  #open: RepoPath[];
  #reach: HandlerReach = {
    edges: [],
    facts: [],
    exhausted: [],
    replaced: new Set(),
    turned: new Map(),
  };

  constructor(linking: Linking) {
    const { summaries, files, oversized, apis } = linking;
    this.#linking = linking;
    this.#asked = new AskedOutlines(linking);
    this.#index = indexApis(apis);
    this.#files = new Map([...files, ...oversized].map((file) => [file.path, file]));
    this.#paths = [...this.#files.keys()].sort(compareText);
    const layouts = summaries.flatMap(({ layout }) => layout ?? []);
    this.#packages = layouts.flatMap((layout) => layout.package ?? []);
    const aliases = layouts.flatMap((layout) => layout.aliases ?? []);
    const outlines = new Map(summaries.flatMap(({ path, outline }) => (outline ? [[path, outline] as const] : [])));
    this.#outlines = outlines;
    this.#resolve = resolverOf({
      has: (path) => this.#files.has(path),
      isPython: (path) => outlines.get(path)?.language === "python",
      packages: this.#packages,
      aliases,
    });
    this.#program = {
      outlines,
      resolve: this.#resolve,
      filesBelow: (folder) => filesBelow(this.#paths, folder),
      packages: this.#packages,
      index: this.#index,
      numbers: new FactNumbers(),
    };
    this.#open = [...this.#outlines.keys()].sort(compareText);
  }

  /** Programs that are too large for rules are looked at if they declare tools. */
  async readOversized(): Promise<void> {
    let left = mostOversized;
    const files = [...this.#linking.oversized]
      .sort((one, other) => one.size - other.size || compareText(one.path, other.path))
      .filter(({ path, size }) => size <= largestProgram && !isTest(path) && (left -= size) >= 0);
    for (const { path, source } of readFiles(this.#linking.place, files)) {
      if (this.#isLate(path)) return;
      if (!("bytes" in source)) continue;
      const names = this.#asked.toolNamesIn(path, source.bytes);
      if (names.size === 0) continue;
      await this.#outline(path, source.bytes, names);
      this.#open.push(path);
    }
  }

  /** Says what the open modules say, until no module that they ask for is left to be read. */
  async follow(): Promise<void> {
    for (let round = 0; round < mostRounds && this.#open.length > 0; round++) {
      const read = codeFactsReader(this.#program);
      for (const path of this.#open) {
        if (!this.#isLate(path)) this.#found.set(path, surer(this.#found.get(path), read(path)));
      }
      if (this.#late.size > 0) return;
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
    const callers = new Set<RepoPath>();
    let further: readonly string[] = [...names];
    // What a class is asked for, the classes derived from it may say.
    for (let round = 0; round < mostDerivations && further.length > 0; round++) {
      const read = await this.#readNaming(further, names, callers);
      further = read.flatMap((path) => derivedNames(this.#outlines.get(path)!)).filter((name) => !names.has(name));
      for (const name of further) names.add(name);
    }
    this.#open = [...new Set([...asked.map(([path]) => path), ...this.#numberedAnew()])].sort(compareText);
    return names.size > 0;
  }

  /** The programs of which what is known hangs on numbers that another outline does not have. */
  #numberedAnew(): readonly RepoPath[] {
    if (this.#renewed.size === 0) return [];
    const found = [...this.#found].filter(
      ([path, { handlers, callers }]) => handlers.length > 0 || callers.length > 0 || this.#renewed.has(path),
    );
    return found.map(([path]) => path);
  }

  /** Follows what tools and triggers run, over modules that nobody else asks for. */
  async followHandlers(): Promise<void> {
    if (this.#late.size > 0) return;
    this.#reach = await handlerReach({
      program: this.#program,
      found: this.#found,
      read: (paths) => this.#readAll(paths),
      isLate: (path) => this.#isLate(path),
    });
  }

  /** Reads files that hold one of the words, for the calls of all names; says which. */
  async #readNaming(words: readonly string[], names: ReadonlySet<string>, callers: Set<RepoPath>): Promise<RepoPath[]> {
    const read: RepoPath[] = [];
    const programs = this.#linking.files.filter(({ path }) => !isTest(path) && programEnding.test(path));
    for (const { path, source } of readFiles(this.#linking.place, programs)) {
      if (this.#isLate(path)) break;
      if (callers.size >= mostCallers && !callers.has(path)) continue;
      if (!("bytes" in source) || !words.some((word) => source.bytes.includes(word))) continue;
      callers.add(path);
      read.push(path);
      await this.#outline(path, source.bytes, new Set([...names, ...this.#asked.namesIn(path, source.bytes)]));
    }
    return read;
  }

  result(): LinkedProgram {
    const all = [...this.#found].sort(([left], [right]) => compareText(left, right));
    const { edges, facts: unseen, exhausted, replaced, turned } = this.#reach;
    const guarded = guardingEdges([
      ...all.flatMap(([, facts]) => facts.guarded),
      ...this.#linking.summaries.flatMap(unguardedFacts),
    ]);
    const left = new Set([...exhausted, ...all.flatMap(([path, { isExhausted }]) => (isExhausted ? [path] : []))]);
    const isKept = (id: string) => !replaced.has(id);
    const facts = [...all.flatMap(([, { facts: own }]) => own), ...unseen].filter(({ id }) => isKept(id));
    const stated = [...all.flatMap(([, { edges: own }]) => own), ...edges, ...guarded];
    const known = { facts, edges: stated.filter(({ from, to }) => isKept(from) && isKept(to)) };
    const asked = withQuestions(known, this.#late.size > 0 ? "unknown" : turned, this.#program.numbers);
    return {
      ...redactedFacts(asked.facts, asked.edges),
      problems: [
        ...[...left].sort(compareText).map(exhaustedProgram),
        ...unlinkedPrograms([...this.#late]),
        ...this.#asked.keep((path) => this.#isForgotten(path)),
      ],
    };
  }

  /** Holds if there is no time left for a program, which is told in the end. */
  #isLate(path: RepoPath): boolean {
    const isLate = Date.now() > this.#linking.deadline;
    if (isLate) this.#late.add(path);
    return isLate;
  }

  /** Holds for a file that this scan looked at, or that went, unless time ran out before it was asked. */
  #isForgotten(path: RepoPath): boolean {
    return isAsked(path, this.#linking.include) && !(this.#late.size > 0 && this.#files.has(path));
  }

  async #readAll(paths: readonly RepoPath[]): Promise<void> {
    const files = [...paths].sort(compareText).flatMap((path) => this.#files.get(path) ?? []);
    for (const { path, source } of readFiles(this.#linking.place, files)) {
      if (this.#isLate(path)) return;
      // What cannot be read has been told; it says nothing.
      if ("bytes" in source) await this.#outline(path, source.bytes, this.#asked.namesIn(path, source.bytes));
      else this.#outlines.set(path, emptyOutline(path));
    }
  }

  async #outline(path: RepoPath, bytes: Buffer, names: ReadonlySet<string>): Promise<void> {
    const outline = await this.#asked.outlineOf(path, bytes, names);
    if (this.#found.has(path)) this.#renewed.add(path);
    this.#outlines.set(path, outline);
  }
}

/** Of what a module said before and after more was read, what tells more: among many callers, what one of them says is lost. */
function surer(before: ModuleFacts | undefined, after: ModuleFacts): ModuleFacts {
  // A trigger that turns out to start nothing is no loss, and neither is what was told of its program.
  if (!before || before.silent < after.silent || told(before) <= told(after)) return after;
  return { ...after, facts: before.facts, edges: before.edges, isExhausted: before.isExhausted };
}

function told({ facts }: ModuleFacts): number {
  return facts.filter(({ kind }) => kind !== "opaque").length;
}

/** The names of the classes that are derived from what was asked for. */
function derivedNames({ calls, expressions, classes }: ModuleOutline): string[] {
  return calls.flatMap(({ call, derives }) => {
    const site = expressions[call];
    const argument = derives && site?.kind === "call" ? site.arguments[0] : undefined;
    const derived = argument && expressions[argument.value];
    const name = derived?.kind === "class" ? (classes[derived.class]?.name ?? "") : "";
    return name.length > shortestName ? [name] : [];
  });
}

/** Of sorted paths, those in a folder and in the folders there, as they lead on from it. */
function filesBelow(paths: readonly RepoPath[], folder: RepoPath): readonly string[] {
  const start = folder === "" ? "" : `${folder}/`;
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(paths[middle]!, start) < 0) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < paths.length && paths[end]!.startsWith(start)) end++;
  return paths.slice(low, end).map((path) => path.slice(start.length));
}

const programEnding = /\.(?:[cm]?[jt]sx?|py)$/;
