import { createHash } from "node:crypto";
import type { Resolve } from "#access/resolve.ts";
import type { FilePlace } from "#file-place.ts";
import { answerOf, type FollowedResult, type ModuleAnswer } from "#followed-program.ts";
import { type CachePlace, KeptEntries } from "#kept-entries.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { mapStrings, valueRedactor } from "#secrets/redact-value.ts";

/** What is kept of one program of several files. */
interface FlowEntry {
  /** Digest of the rules and of the files' paths and contents, hex. */
  readonly key: string;
  /** What was asked about modules: the same answers, and the program is the same. */
  readonly answers: readonly ModuleAnswer[];
  readonly files: readonly RepoPath[];
  readonly result: FollowedResult;
}

/** What a program is made of. */
export interface ProgramContent {
  /** The files of each rule, by its id. */
  readonly rules: ReadonlyMap<string, readonly RepoPath[]>;
  /** Path → SHA-256 of the bytes, hex, in the order of the program. */
  readonly digests: ReadonlyMap<RepoPath, string>;
}

/** What rules said before of files that were looked at together. */
export class FlowCache {
  readonly #kept: KeptEntries<FlowEntry>;
  readonly #before: ReadonlyMap<string, FlowEntry>;
  readonly #now = new Map<string, FlowEntry>();

  constructor(at: CachePlace, place: FilePlace) {
    this.#kept = new KeptEntries(at, place, { kind: "flows", entryOf });
    this.#before = new Map(this.#kept.before.map((entry) => [entry.key, entry]));
  }

  get problems(): readonly Problem[] {
    return this.#kept.problems;
  }

  /** What was said of a program whose files are what they were, and mean the same modules. */
  known(content: ProgramContent, resolve: Resolve): FollowedResult | undefined {
    const entry = this.#before.get(keyOf(content));
    if (!entry) return undefined;
    const { digests } = content;
    const isSame = entry.answers.every(([from, module, path]) => answerOf(resolve(from, module), digests) === path);
    if (!isSame) return undefined;
    this.#now.set(entry.key, entry);
    return entry.result;
  }

  add(content: ProgramContent, answers: readonly ModuleAnswer[], result: FollowedResult): void {
    const key = keyOf(content);
    this.#now.set(key, { key, answers, files: [...content.digests.keys()], result });
  }

  /** Keeps what is known now of the programs, and what was known of those of which this scan read no file. */
  keep(isRead: (path: RepoPath) => boolean): readonly Problem[] {
    const others = [...this.#before.values()].filter(({ key, files }) => !this.#now.has(key) && !files.some(isRead));
    const speaks = secretSpeaker();
    const isKnown = (entry: FlowEntry) => this.#before.get(entry.key) === entry;
    const entries = [...this.#now.values(), ...others].filter((entry) => isKnown(entry) || !speaks(entry));
    return this.#kept.write(entries);
  }
}

function keyOf({ rules, digests }: ProgramContent): string {
  return createHash("sha256")
    .update(JSON.stringify([[...rules], [...digests]]))
    .digest("hex");
}

/** Modules are kept as they are named; of an address with a password, nothing is. */
function secretSpeaker(): (entry: FlowEntry) => boolean {
  const redact = valueRedactor();
  return ({ answers }) => {
    let isFound = false;
    mapStrings(answers, (text) => {
      isFound ||= redact(text) !== text;
      return text;
    });
    return isFound;
  };
}

const lists = ["judged", "matches", "problems"] as const;

function entryOf(value: unknown): FlowEntry | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const entry = value as Record<string, unknown>;
  const result = entry["result"] as Record<string, unknown> | null | undefined;
  const isEntry =
    typeof entry["key"] === "string" &&
    Array.isArray(entry["answers"]) &&
    Array.isArray(entry["files"]) &&
    typeof result === "object" &&
    result !== null &&
    lists.every((name) => Array.isArray(result[name]));
  return isEntry ? (value as FlowEntry) : undefined;
}
