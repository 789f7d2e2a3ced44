import { importersOf, nearestMeetings, type ProgramBounds } from "#flow-meetings.ts";
import type { RepoPath } from "#model/location.ts";

/** What a file is to the rules that follow taint over files. */
export interface CandidateFile {
  readonly path: RepoPath;
  /** UTF-16 units, or bytes: how much it is. */
  readonly size: number;
  /** The files of the tree that it imports. */
  readonly imports: readonly RepoPath[];
  /** The rules, by number, for which it may hold a source, a sink, or anything that they look for. */
  readonly sources: ReadonlySet<number>;
  readonly sinks: ReadonlySet<number>;
  readonly parts: ReadonlySet<number>;
}

/** Files that are looked at as one program, those that others import first. */
export interface Program {
  readonly files: readonly CandidateFile[];
  /** The rules, by number, of which it may hold both a source and a sink, and the files that each of them looks at. */
  readonly rules: ReadonlyMap<number, ReadonlySet<RepoPath>>;
}

/** A rule that looks at no more than a part of the files between its sources and its sinks. */
export interface Narrowed {
  readonly rule: number;
  readonly lookedAt: ReadonlySet<RepoPath>;
  /** How many files there are. */
  readonly of: number;
}

/** What programs of a tree may be. */
interface TreeBounds {
  /** One program: seconds' worth of work. */
  readonly whole: ProgramBounds;
  /** Of what would be more than that, a rule looks at less. */
  readonly narrow: ProgramBounds;
}

/** Holds if a tree may have so many programs that none of them may take its time. */
export function isLarge(tree: readonly CandidateFile[]): boolean {
  return tree.length > 500;
}

const wide: TreeBounds = {
  whole: { files: 160, units: 2_000_000 },
  narrow: { files: 50, units: 500_000 },
};
const tight: TreeBounds = {
  whole: { files: 80, units: 1_000_000 },
  narrow: { files: 25, units: 300_000 },
};

/**
 * The programs of a tree through which taint may come from one file to another: for each rule, files that lead by
 * imports to a source and to a sink of it, and what lies on those ways. Files that none of them imports begin a program
 * each; programs are put together as long as they are small, so that a file may be part of several, and is read once for
 * all rules that look at it there. Of what is too much for one, a rule looks at what lies nearest to its ends.
 */
export function programsOf(files: readonly CandidateFile[]): {
  readonly programs: readonly Program[];
  readonly narrowed: readonly Narrowed[];
} {
  const tree = new CandidateTree(files);
  const narrowed: Narrowed[] = [];
  const made: { readonly files: Set<RepoPath>; readonly rules: Map<number, ReadonlySet<RepoPath>> }[] = [];
  const add = (rule: number, own: ReadonlySet<RepoPath>) => {
    const into = made.find((known) => shares(own, known.files, half) && tree.fits([...known.files, ...own]));
    if (!into) return void made.push({ files: new Set(own), rules: new Map([[rule, own]]) });
    for (const path of own) into.files.add(path);
    into.rules.set(rule, new Set([...(into.rules.get(rule) ?? []), ...own]));
  };
  for (const rule of rulesIn(files)) {
    const { whole, tooMuch } = byStart(onTheWay(rule, tree), tree);
    for (const own of whole) {
      const into = made.find((known) => shares(own, known.files, nearlyAll));
      const held = into ? new Set([...own].filter((path) => into.files.has(path))) : own;
      add(rule, held);
      if (held.size < own.size) for (const path of own) tooMuch.add(path);
    }
    if (tooMuch.size === 0) continue;
    const lookedAt = nearestMeetings(rule, tree.only(tooMuch), tree.bounds.narrow);
    if (lookedAt.size > 1) add(rule, lookedAt);
    const programs = made.flatMap(({ rules }) => rules.get(rule) ?? []);
    // Another program may hold them all.
    if (programs.some((own) => shares(tooMuch, own, 1))) continue;
    const together = programs.flatMap((own) => [...own]);
    narrowed.push({ rule, lookedAt: new Set(together.filter((path) => tooMuch.has(path))), of: tooMuch.size });
  }
  return { programs: made.map((program) => ({ ...program, files: tree.inOrder(program.files) })), narrowed };
}

/** The rules of which files hold both ends. */
function rulesIn(files: readonly CandidateFile[]): readonly number[] {
  const sinks = new Set(files.flatMap((file) => [...file.sinks]));
  return [...new Set(files.flatMap((file) => [...file.sources]).filter((rule) => sinks.has(rule)))].sort(
    (one, other) => one - other,
  );
}

/** From here on, reading both together saves reading half of the one again; what is read together is followed anew together. */
const half = 0.5;
/** From here on, the rest is not worth a program that is nearly the same: a library, and another of its hundred examples. */
const nearlyAll = 0.8;

/** Holds if that part of the files is among the others. */
function shares(files: ReadonlySet<RepoPath>, others: ReadonlySet<RepoPath>, part: number): boolean {
  let shared = 0;
  for (const path of files) if (others.has(path)) shared++;
  return shared >= part * files.size;
}

function overlaps(one: ReadonlySet<RepoPath>, other: ReadonlySet<RepoPath>): boolean {
  return [...other].some((path) => one.has(path));
}

/** Files, and which of them imports which. */
class CandidateTree {
  readonly files: ReadonlyMap<RepoPath, CandidateFile>;
  readonly importers: ReadonlyMap<RepoPath, readonly RepoPath[]>;
  readonly bounds: TreeBounds;
  /** Places in the order in which files come after those that they import. */
  readonly #rank: ReadonlyMap<RepoPath, number>;

  constructor(files: readonly CandidateFile[]) {
    this.files = new Map(files.map((file) => [file.path, file]));
    this.importers = importersOf(this.files);
    this.bounds = isLarge(files) ? tight : wide;
    this.#rank = new Map(dependenciesFirst(this.files).map((path, index) => [path, index]));
  }

  importsOf(path: RepoPath): readonly RepoPath[] {
    return this.files.get(path)?.imports ?? [];
  }

  inOrder(paths: Iterable<RepoPath>): readonly CandidateFile[] {
    const rank = this.#rank;
    return [...paths].sort((one, other) => rank.get(one)! - rank.get(other)!).map((path) => this.files.get(path)!);
  }

  only(paths: ReadonlySet<RepoPath>): ReadonlyMap<RepoPath, CandidateFile> {
    return new Map([...paths].map((path) => [path, this.files.get(path)!]));
  }

  /** Holds if files are not too much for one program. */
  fits(paths: Iterable<RepoPath>): boolean {
    const different = new Set(paths);
    const bounds = this.bounds.whole;
    if (different.size > bounds.files) return false;
    let units = 0;
    for (const path of different) units += this.files.get(path)!.size;
    return units <= bounds.units;
  }

  /** A file and what it imports of the wanted ones, unless that is too much for one program. */
  ifFits(start: RepoPath, wanted: ReadonlySet<RepoPath>): Set<RepoPath> | undefined {
    const seen = new Set([start]);
    const bounds = this.bounds.whole;
    let units = 0;
    for (const path of seen) {
      units += this.files.get(path)!.size;
      if (seen.size > bounds.files || units > bounds.units) return undefined;
      for (const inner of this.importsOf(path)) if (wanted.has(inner)) seen.add(inner);
    }
    return seen;
  }

  /**
   * Adds a file and what it imports of the wanted ones to files of which everything that they import is known; says which
   * are new.
   */
  reachedFrom(start: RepoPath, wanted: ReadonlySet<RepoPath>, known: Set<RepoPath>): ReadonlySet<RepoPath> {
    const seen = new Set(known.has(start) ? [] : [start]);
    for (const path of seen)
      for (const inner of this.importsOf(path)) if (wanted.has(inner) && !known.has(inner)) seen.add(inner);
    for (const path of seen) known.add(path);
    return seen;
  }

  /** Those files, and all that leads to them by imports. */
  leadingTo(ends: Iterable<RepoPath>): ReadonlySet<RepoPath> {
    const found = new Set(ends);
    for (const path of found) for (const importer of this.importers.get(path) ?? []) found.add(importer);
    return found;
  }
}

/** What lies on a way imports what values go through; that is followed this far. */
const furthestHelper = 2;

/** The files that lead to a source and to a sink of a rule, what lies between these, and what they import. */
function onTheWay(rule: number, tree: CandidateTree): ReadonlySet<RepoPath> {
  const having = (part: "sources" | "sinks") =>
    [...tree.files.values()].filter((file) => file[part].has(rule)).map(({ path }) => path);
  const [toSource, toSink] = [tree.leadingTo(having("sources")), tree.leadingTo(having("sinks"))];
  const wanted = new Set([...toSource].filter((path) => toSink.has(path)));
  for (const path of wanted)
    for (const inner of tree.importsOf(path)) if (toSource.has(inner) || toSink.has(inner)) wanted.add(inner);
  let last: Iterable<RepoPath> = [...wanted];
  for (let step = 0; step < furthestHelper; step++) {
    const next = [...last].flatMap((path) => tree.importsOf(path).filter((inner) => tree.files.has(inner)));
    last = next.filter((path) => !wanted.has(path));
    for (const path of last) wanted.add(path);
  }
  return wanted;
}

/** How often a file is in programs of one rule, on average: hundreds of examples may each lead to one large library. */
const mostRepeated = 2;

/** The programs that begin with the files that none of the wanted ones imports, and the files of those that are too much. */
function byStart(wanted: ReadonlySet<RepoPath>, tree: CandidateTree) {
  const whole: Set<RepoPath>[] = [];
  const tooMuch = new Set<RepoPath>();
  const reached = new Set<RepoPath>();
  let repeated = 0;
  const programFor = (own: ReadonlySet<RepoPath>) => {
    const into = whole.find((known) => overlaps(known, own) && tree.fits([...known, ...own]));
    if (into || repeated + own.size > mostRepeated * wanted.size) return into;
    repeated += own.size;
    const made = new Set<RepoPath>();
    whole.push(made);
    return made;
  };
  const begin = (start: RepoPath) => {
    const own = tree.ifFits(start, wanted);
    // What goes nowhere is no program.
    if (own?.size === 1) return void reached.add(start);
    const into = own && programFor(own);
    for (const path of into ? own : tree.reachedFrom(start, wanted, tooMuch)) {
      reached.add(path);
      into?.add(path);
    }
  };
  // A circle has no beginning: what is not reached from elsewhere begins one.
  const imported = new Set([...wanted].flatMap((path) => tree.importsOf(path).filter((each) => each !== path)));
  for (const start of wanted) if (!imported.has(start)) begin(start);
  for (const path of [...wanted].toReversed()) if (!reached.has(path)) begin(path);
  return { whole, tooMuch };
}

/** Files after those that they import, as far as that can be; iterative. */
function dependenciesFirst(files: ReadonlyMap<RepoPath, CandidateFile>): readonly RepoPath[] {
  const order: RepoPath[] = [];
  const seen = new Set<RepoPath>();
  for (const start of files.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ path: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const imports = files.get(top.path)?.imports ?? [];
      const inner = imports[top.next++];
      if (inner === undefined) {
        order.push(top.path);
        stack.pop();
      } else if (!seen.has(inner) && files.has(inner)) {
        seen.add(inner);
        stack.push({ path: inner, next: 0 });
      }
    }
  }
  return order;
}
