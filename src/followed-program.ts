import type { Resolve } from "#access/resolve.ts";
import type { FollowedRule, FoundFlows } from "#compile-flow-rule.ts";
import { decode } from "#discover/decode.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import type { Program } from "#flow-candidates.ts";
import {
  joinModules,
  type JoinedProgram,
  type Module,
  moduleAt,
  moduleOf,
  moveBack,
  partOfProgram,
} from "#flow/joined-program.ts";
import { loadSyntax } from "#load-syntax.ts";
import { checkTime, OutOfTime } from "#match/fuel.ts";
import type { Mark, PropagatorMark, TaintMarks } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import { lineAt, lineStartsOf, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RuleMatch } from "#model/summary.ts";
import type { ProgramDocuments } from "#program-documents.ts";
import { type MarksOfFiles, programMarks, type ReadFile } from "#program-marks.ts";
import { digestOf } from "#read-text.ts";
import { type SearchedPart, toRuleMatch } from "#rule-match.ts";
import { programSyntaxOf, syntaxes } from "#syntax/table.ts";

/** What a program is read from. */
export interface ProgramSource {
  readonly files: readonly WalkedFile[];
  readonly place: FilePlace;
  readonly resolve: Resolve;
  readonly documents: ProgramDocuments;
  /** Path → SHA-256 of the bytes, hex, that the files of the program had when they were looked at by themselves. */
  readonly digests: ReadonlyMap<RepoPath, string>;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/** What rules say of a program. */
export interface FollowedResult {
  /** The rules, by their ids, and the files that each of them has judged together. */
  readonly judged: readonly JudgedFiles[];
  readonly matches: readonly RuleMatch[];
  readonly problems: readonly Problem[];
}

/** Files that a rule has judged together. */
export interface JudgedFiles {
  readonly ruleId: string;
  readonly files: readonly RepoPath[];
}

/** The file of a program that a module is, as a file names it; null: none of the program. */
export type ModuleAnswer = readonly [from: RepoPath, module: string, path: RepoPath | null];

/** A module with what the rules find in it, and what is needed to tell of it. */
interface Part extends Module, SearchedPart {
  readonly marks: ReadonlyMap<FollowedRule, TaintMarks>;
}

/** Files that are looked at as one program. */
export class FollowedProgram {
  readonly #program: Program;
  readonly #source: ProgramSource;
  readonly #problems: Problem[] = [];
  readonly #judged: JudgedFiles[] = [];
  readonly #matches: RuleMatch[] = [];
  readonly #answers = new Map<string, ModuleAnswer>();
  #isLasting = true;

  constructor(program: Program, source: ProgramSource) {
    this.#program = program;
    this.#source = source;
  }

  /** What was asked about modules, of files of the program. */
  get answers(): readonly ModuleAnswer[] {
    return [...this.#answers.values()];
  }

  /** Holds if the same files will say the same: there was time, and no file had changed in between. */
  get isLasting(): boolean {
    return this.#isLasting;
  }

  /** Reads the files, joins them and asks the rules of which they hold both ends. */
  async follow(rules: readonly FollowedRule[]): Promise<FollowedResult> {
    try {
      const read = await this.#read();
      const found = programMarks(this.#program, read, rules, this.#source.deadline);
      if (found.size > 0) this.#askMoved(found, partsOf(read, found));
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      this.#isLasting = false;
      this.#problems.push(this.#late());
    }
    return { judged: this.#judged, matches: this.#matches, problems: this.#problems };
  }

  async #read(): Promise<ReadFile[]> {
    const { files, place, deadline, digests, documents } = this.#source;
    const byPath = new Map(files.map((file) => [file.path, file]));
    const known = new Map(this.#program.files.map((file) => [file.path, file]));
    const own = [...known.keys()].flatMap((path) => byPath.get(path) ?? []);
    const read: ReadFile[] = [];
    for (const { path, source } of readFiles(place, own)) {
      checkTime(deadline);
      const digest = "bytes" in source ? digestOf(source.bytes) : "";
      this.#isLasting &&= digest === digests.get(path);
      const decoded = "bytes" in source ? decode(source.bytes, path) : undefined;
      const syntax = "bytes" in source ? programSyntaxOf(path, source.bytes) : undefined;
      if (!decoded || !("text" in decoded) || !syntax) continue;
      await loadSyntax(syntax);
      const document = documents.documentOf(path, digest, () => syntaxes[syntax](path, decoded.text));
      read.push({ document, candidate: known.get(path)! });
    }
    return read;
  }

  /** Asks the rules about modules, and leaves these in the places where the next program looks for them. */
  #askMoved(found: ReadonlyMap<FollowedRule, MarksOfFiles>, parts: readonly Part[]): void {
    try {
      this.#ask(found, parts);
    } finally {
      for (const module of parts) moveBack(module);
    }
  }

  #ask(found: ReadonlyMap<FollowedRule, MarksOfFiles>, parts: readonly Part[]): void {
    const byPath = new Map(parts.map((part) => [part.document.path, part]));
    const whole = joinModules(parts, (from, module) => byPath.get(this.#moduleOf(from, module) ?? ""));
    // Of all rules that look at the same files, the program is the same.
    const programs = new Map<ReadonlySet<RepoPath>, JoinedProgram>();
    for (const [followed, { files }] of found) {
      const own = parts.filter(({ document }) => files.has(document.path));
      const joined = programs.get(files) ?? partOfProgram(whole, own);
      programs.set(files, joined);
      const units = own.reduce((sum, { document }) => sum + document.text.length, 0);
      const marks = allMarks(own.flatMap((part) => part.marks.get(followed) ?? []));
      const said = followed.follow(joined, marks, { units, deadline: this.#source.deadline });
      this.#tell(followed, said, own);
    }
  }

  /** The file of the program that a module is. */
  #moduleOf(from: RepoPath, module: string): RepoPath | undefined {
    const path = answerOf(this.#source.resolve(from, module), this.#source.digests);
    this.#answers.set(`${from}\n${module}`, [from, module, path]);
    return path ?? undefined;
  }

  #tell({ rule }: FollowedRule, { matches, cut, exhausted }: FoundFlows, parts: readonly Part[]): void {
    const { metadata } = rule;
    const place = exhausted ?? cut[0];
    if (place) this.#problems.push(this.#unfollowed(metadata.id, place, { parts, isAll: exhausted !== undefined }));
    if (exhausted) return;
    this.#judged.push({ ruleId: metadata.id, files: parts.map(({ document }) => document.path) });
    for (const match of matches)
      this.#matches.push(toRuleMatch(metadata, (start) => moduleOf(parts, { start }), match));
  }

  #unfollowed(
    ruleId: string,
    node: Node,
    { parts, isAll }: { readonly parts: readonly Part[]; readonly isAll: boolean },
  ): Problem {
    const { document, lines, base } = moduleOf(parts, node);
    const where = `line ${lineAt(lines, Math.max(0, node.start - base))}`;
    const message = isAll
      ? `The rule '${ruleId}' ran out of its work limit on ${parts.length} files that import each other, at ${where} of this one; each was only looked at by itself.`
      : `The rule '${ruleId}' followed no further over files what nests too deep, or goes round too often: at ${where}.`;
    // Every file has been judged by itself.
    return { kind: "too-complex", path: document.path, message, partial: false };
  }

  #late(): Problem {
    const path = this.#program.files.at(-1)?.path ?? "";
    const message = `The time limit ended the scan while ${this.#program.files.length} files that import each other were looked at together; not all rules have followed what goes from one to the other.`;
    return { kind: "time-limit", path, message, partial: true };
  }
}

/** The file of a program that a module is: what lies outside of it is nothing to it. */
export function answerOf(path: RepoPath | undefined, program: { has(path: RepoPath): boolean }): RepoPath | null {
  return path !== undefined && program.has(path) ? path : null;
}

/** The files as modules that lie one after the other; what is found in them has been found before they are moved. */
function partsOf(read: readonly ReadFile[], found: ReadonlyMap<FollowedRule, MarksOfFiles>): Part[] {
  const parts: Part[] = [];
  let base = 0;
  for (const { document } of read) {
    if (document.root.children.length === 0) continue;
    const own = Array.from(found, ([rule, { byDocument }]) => [rule, byDocument.get(document)] as const);
    const marks = new Map(own.flatMap(([rule, each]) => (each ? [[rule, movedMarks(each, base)] as const] : [])));
    parts.push({ ...moduleAt(document, base), marks, lines: lineStartsOf(document.text), told: new Map() });
    base += document.text.length + 1;
  }
  return parts;
}

function movedMarks(marks: TaintMarks, by: number): TaintMarks {
  const all = <Spec>(some: readonly Mark<Spec>[]) => some.map((mark) => moved(mark, by));
  return {
    sources: all(marks.sources),
    sinks: all(marks.sinks),
    sanitizers: all(marks.sanitizers),
    gates: all(marks.gates),
    propagators: marks.propagators.map((mark): PropagatorMark => {
      const { bindings, ...own } = moved(mark, by);
      return { ...mark, ...own, bindings, from: bindings.get(mark.spec.from)!, to: bindings.get(mark.spec.to)! };
    }),
  };
}

function moved<Spec>(mark: Mark<Spec>, by: number): Mark<Spec> {
  const bindings = Array.from(mark.bindings, ([name, binding]) => {
    const { start, end } = binding.span;
    return [name, { ...binding, span: { start: start + by, end: end + by } }] as const;
  });
  return { ...mark, start: mark.start + by, end: mark.end + by, bindings: new Map(bindings) };
}

function allMarks(some: readonly TaintMarks[]): TaintMarks {
  return {
    sources: some.flatMap(({ sources }) => sources),
    sinks: some.flatMap(({ sinks }) => sinks),
    sanitizers: some.flatMap(({ sanitizers }) => sanitizers),
    gates: some.flatMap(({ gates }) => gates),
    propagators: some.flatMap(({ propagators }) => propagators),
  };
}
