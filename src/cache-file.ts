import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openFlags } from "#discover/read.ts";

/** A file of a cache. */
export interface CacheFile<Entry> {
  readonly path: string;
  /** What lies in it, in the plural. */
  readonly kind: string;
  /** Digest of the program, its data and the rules, hex: what another producer wrote says nothing. */
  readonly producer: string;
  /** Reads one entry as it was written; undefined for what is none. */
  readonly entryOf: (value: unknown) => Entry | undefined;
}

/** What a file of a cache held; `damage`: why some or all of it does not count. */
export interface CacheContent<Entry> {
  readonly entries: readonly Entry[];
  /** The entries as they lie there, each with its checksum. */
  readonly lines: readonly Buffer[];
  readonly damage?: string;
}

/** Bytes; what is larger is not ours. */
const largest = 2 ** 31 - 1;
const checksumLength = 32;

/**
 * Reads a file of a cache: one line an entry, each with a checksum. Nothing of it counts unless the same producer wrote
 * it, on behalf of this user, where nobody else can write; undefined if there is none.
 */
export function readCacheFile<Entry>(cache: CacheFile<Entry>): CacheContent<Entry> | undefined {
  let bytes: Buffer;
  try {
    const file = openSync(cache.path, openFlags);
    try {
      const status = fstatSync(file);
      const refused = refusal(status);
      if (refused !== undefined) return damaged(refused);
      bytes = readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : damaged(`it cannot be read (${String(code)})`);
  }
  return contentOf(bytes, cache);
}

function damaged(damage: string) {
  return { entries: [], lines: [], damage };
}

function refusal(status: Stats): string | undefined {
  if (!status.isFile()) return "it is no regular file";
  if (status.size > largest) return "it is too large";
  return isOwn(status) ? undefined : "others can write it";
}

/** Holds if nobody but this user can write; where the system knows no users, that is not asked. */
function isOwn(status: Stats): boolean {
  const user = process.getuid?.();
  return user === undefined || (status.uid === user && (status.mode & 0o022) === 0);
}

function contentOf<Entry>(bytes: Buffer, { kind, producer, entryOf }: CacheFile<Entry>) {
  const first = bytes.indexOf(10);
  const head = bytes.toString("utf8", 0, Math.max(0, first)).split(":");
  if (head[0] !== formatOf(kind)) return damaged(`it is no file of ${kind}`);
  // Another version, or other rules: what they found out says nothing here.
  if (head[1] !== producer) return undefined;
  const entries: Entry[] = [];
  const lines: Buffer[] = [];
  let dropped = 0;
  for (let start = first + 1; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    const value = end < 0 ? undefined : valueOf(bytes.subarray(start, end));
    const entry = value === undefined ? undefined : entryOf(value);
    if (entry) {
      entries.push(entry);
      lines.push(bytes.subarray(start, end + 1));
    } else dropped++;
    if (end < 0) break;
    start = end + 1;
  }
  return { entries, lines, ...(dropped > 0 && { damage: `${dropped} of its lines are damaged` }) };
}

function valueOf(line: Buffer): unknown {
  const content = line.subarray(checksumLength);
  if (checksumOf(content) !== line.toString("latin1", 0, checksumLength)) return undefined;
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    return undefined;
  }
}

function checksumOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, checksumLength);
}

/**
 * Writes lines to a file of a cache, and only then puts it in the place of the one before. Throws what the file system
 * throws.
 */
export function writeCacheFile(
  { path, kind, producer }: Omit<CacheFile<unknown>, "entryOf">,
  lines: Iterable<Buffer>,
): void {
  sweep(path);
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = openSync(temporary, "wx", 0o600);
    try {
      writeFileSync(file, `${formatOf(kind)}:${producer}\n`);
      for (const line of lines) writeFileSync(file, line);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The first line of a file, before the producer. */
function formatOf(kind: string): string {
  return `countersign ${kind} 1`;
}

/** A value as it lies in a file of a cache. */
export function lineOf(value: unknown): Buffer {
  const content = Buffer.from(JSON.stringify(value));
  return Buffer.concat([Buffer.from(checksumOf(content), "latin1"), content, Buffer.from("\n")]);
}

/** Milliseconds; nobody writes for so long. */
const abandoned = 3_600_000;

/** Removes what writers left that were stopped. */
function sweep(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    const left = join(dirname(path), name);
    const isOurs = name.startsWith(`${basename(path)}.`);
    if (isOurs && Date.now() - lstatSync(left).mtimeMs > abandoned) rmSync(left, { force: true });
  }
}

/**
 * Makes the folder if there is none; its path without links, or undefined if others can write there or can put another
 * folder in its place.
 */
export function cacheFolder(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const real = realpathSync(folder);
  const isKept = (one: string): boolean => isSafe(statSync(one)) && (one === dirname(one) || isKept(dirname(one)));
  const isLink = lstatSync(folder).isSymbolicLink();
  return !isLink && isOwn(statSync(real)) && isKept(dirname(real)) ? real : undefined;
}

/** Holds if what lies in a folder stays there: it is the user's or the system's, and sticky where others can write. */
function isSafe(status: Stats): boolean {
  const user = process.getuid?.();
  if (user === undefined) return true;
  const isTrusted = status.uid === user || status.uid === 0;
  return isTrusted && ((status.mode & 0o022) === 0 || (status.mode & 0o1000) !== 0);
}

/** Where a file of a cache lies that others do not share. */
export function cachePathOf(folder: string, ending: string, names: readonly string[]): string {
  return join(folder, `${createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32)}.${ending}`);
}
