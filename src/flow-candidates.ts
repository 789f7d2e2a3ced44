import { nearestMeetings, type ProgramBounds } from "#flow-meetings.ts";
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
  /** The rules, by number, of which it may hold both a source and a sink. */
  readonly rules: ReadonlySet<number>;
  /** Files on the ways that are too many to be looked at together. */
  readonly leftOut: readonly RepoPath[];
}

/** What one program may be: seconds' worth of work. */
const bounds: ProgramBounds = { files: 160, units: 2_000_000 };
/** Of what would be more than that, each rule looks at less by itself. */
const narrowBounds: ProgramBounds = { files: 100, units: 1_000_000 };

/**
 * The programs of a tree through which taint may come from one file to another: files that lead by imports to a source
 * and to a sink of one rule, and what lies on those ways. Files that none of them imports begin a program each; programs
 * are put together as long as they are small, so that a file may be part of several. Of what is too much for one, each
 * rule looks at what lies nearest to its ends.
 */
export function programsOf(files: readonly CandidateFile[]): Program[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const order = dependenciesFirst(files, byPath);
  const wanted = onTheWay(order, byPath);
  const rank = new Map(order.map((path, index) => [path, index]));
  const { whole, tooMuch } = byStart(wanted, byPath);
  const narrowed = narrowedBy(tooMuch, byPath);
  const inOrder = (own: ReadonlySet<RepoPath>) =>
    [...own].sort((one, other) => rank.get(one)! - rank.get(other)!).map((path) => byPath.get(path)!);
  return [
    ...whole.map((own) => ({ files: inOrder(own), rules: rulesIn(inOrder(own)), leftOut: [] })),
    ...narrowed.map(({ rules, files: own }) => {
      return { files: inOrder(own), rules, leftOut: [...tooMuch].filter((path) => !own.has(path)) };
    }),
  ];
}

/** The programs that begin with the files that none of the wanted ones imports, and the files of those that are too much. */
function byStart(wanted: ReadonlySet<RepoPath>, byPath: ReadonlyMap<RepoPath, CandidateFile>) {
  const whole: Set<RepoPath>[] = [];
  const tooMuch = new Set<RepoPath>();
  const reached = new Set<RepoPath>();
  const begin = (start: RepoPath) => {
    const own = reachedFrom(start, wanted, byPath);
    for (const path of own) reached.add(path);
    if (own.size < 2) return;
    const fitting = whole.find((known) => overlaps(known, own) && fits(new Set([...known, ...own]), byPath));
    const into = fitting ?? (fits(own, byPath) ? whole[whole.push(new Set()) - 1]! : tooMuch);
    for (const path of own) into.add(path);
  };
  // A circle has no beginning: what is not reached from elsewhere begins one.
  const imported = new Set([...wanted].flatMap((path) => byPath.get(path)!.imports.filter((each) => each !== path)));
  for (const start of wanted) if (!imported.has(start)) begin(start);
  for (const path of [...wanted].toReversed()) if (!reached.has(path)) begin(path);
  return { whole, tooMuch };
}

/** Of files that are too many, the nearest to the ends of each rule; rules that look at much the same do so together. */
function narrowedBy(tooMuch: ReadonlySet<RepoPath>, byPath: ReadonlyMap<RepoPath, CandidateFile>) {
  const files = new Map([...tooMuch].map((path) => [path, byPath.get(path)!]));
  const programs: { readonly rules: Set<number>; readonly files: Set<RepoPath> }[] = [];
  for (const rule of rulesIn([...files.values()])) {
    const own = nearestMeetings(rule, files, narrowBounds);
    const fitting = programs.find(({ files: known }) => fits(new Set([...known, ...own]), byPath));
    if (!fitting) programs.push({ rules: new Set([rule]), files: new Set(own) });
    else {
      fitting.rules.add(rule);
      for (const path of own) fitting.files.add(path);
    }
  }
  return programs.filter(({ files: own }) => own.size > 1);
}

function rulesIn(files: readonly CandidateFile[]): ReadonlySet<number> {
  const sinks = new Set(files.flatMap((file) => [...file.sinks]));
  return new Set(files.flatMap((file) => [...file.sources]).filter((rule) => sinks.has(rule)));
}

function overlaps(one: ReadonlySet<RepoPath>, other: ReadonlySet<RepoPath>): boolean {
  return [...other].some((path) => one.has(path));
}

function fits(paths: ReadonlySet<RepoPath>, byPath: ReadonlyMap<RepoPath, CandidateFile>): boolean {
  if (paths.size > bounds.files) return false;
  let units = 0;
  for (const path of paths) units += byPath.get(path)!.size;
  return units <= bounds.units;
}

/** Files after those that they import, as far as that can be; iterative. */
function dependenciesFirst(
  files: readonly CandidateFile[],
  byPath: ReadonlyMap<RepoPath, CandidateFile>,
): readonly RepoPath[] {
  const order: RepoPath[] = [];
  const seen = new Set<RepoPath>();
  for (const { path: start } of files) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ path: start, next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const imports = byPath.get(top.path)?.imports ?? [];
      const inner = imports[top.next++];
      if (inner === undefined) {
        order.push(top.path);
        stack.pop();
      } else if (!seen.has(inner) && byPath.has(inner)) {
        seen.add(inner);
        stack.push({ path: inner, next: 0 });
      }
    }
  }
  return order;
}

/** What lies on a way imports what values go through; that is followed this far. */
const furthestHelper = 2;

/** The files that lie between one that leads to a source and to a sink of a rule, and these, with what they import. */
function onTheWay(order: readonly RepoPath[], byPath: ReadonlyMap<RepoPath, CandidateFile>): ReadonlySet<RepoPath> {
  const leads = leadingTo(order, byPath);
  const wanted = new Set<RepoPath>();
  for (const start of order.toReversed()) {
    const { sources, sinks } = leads.get(start)!;
    if (![...sources].some((rule) => sinks.has(rule))) continue;
    const stack = [start];
    for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
      if (wanted.has(path)) continue;
      wanted.add(path);
      for (const inner of byPath.get(path)!.imports) if (leads.get(inner)?.parts) stack.push(inner);
    }
  }
  let last: Iterable<RepoPath> = [...wanted];
  for (let step = 0; step < furthestHelper; step++) {
    const next = [...last].flatMap((path) => byPath.get(path)!.imports.filter((inner) => byPath.has(inner)));
    last = next.filter((path) => !wanted.has(path));
    for (const path of last) wanted.add(path);
  }
  return wanted;
}

interface Leads {
  readonly sources: Set<number>;
  readonly sinks: Set<number>;
  /** Holds if it leads to anything that a rule looks for. */
  parts: boolean;
}

/** What each file leads to; circles of imports need some rounds. */
function leadingTo(order: readonly RepoPath[], byPath: ReadonlyMap<RepoPath, CandidateFile>): Map<RepoPath, Leads> {
  const leads = new Map(
    order.map((path): [RepoPath, Leads] => {
      const { sources, sinks, parts } = byPath.get(path)!;
      return [path, { sources: new Set(sources), sinks: new Set(sinks), parts: parts.size > 0 }];
    }),
  );
  for (let changed = true, round = 0; changed && round < mostRounds; round++) {
    changed = false;
    for (const path of order) {
      const own = leads.get(path)!;
      const before = own.sources.size + own.sinks.size + Number(own.parts);
      for (const inner of byPath.get(path)!.imports) {
        const other = leads.get(inner);
        if (!other) continue;
        for (const rule of other.sources) own.sources.add(rule);
        for (const rule of other.sinks) own.sinks.add(rule);
        own.parts ||= other.parts;
      }
      changed ||= own.sources.size + own.sinks.size + Number(own.parts) !== before;
    }
  }
  return leads;
}

/** Circles of imports lie in one another about this deep. */
const mostRounds = 20;

/** A file and what it imports of the wanted ones. */
function reachedFrom(
  start: RepoPath,
  wanted: ReadonlySet<RepoPath>,
  byPath: ReadonlyMap<RepoPath, CandidateFile>,
): Set<RepoPath> {
  const seen = new Set([start]);
  for (const path of seen) for (const inner of byPath.get(path)!.imports) if (wanted.has(inner)) seen.add(inner);
  return seen;
}
