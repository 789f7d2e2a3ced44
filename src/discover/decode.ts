import { isUtf8 } from "node:buffer";

import { misleadingEncoding } from "#discover/declared-encoding.ts";
import { looksMinified } from "#discover/minified.ts";
import type { RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** The text of a file. */
export interface Decoded {
  /** With its byte order mark, if it has one: nothing is stripped, so that offsets count it. */
  readonly text: string;
  /** The text as UTF-8, which is what literals are looked for in: the file's own bytes, if they are UTF-8. */
  readonly bytes: Buffer;
  readonly problems: readonly Problem[];
}

/** Bytes at the start in which a NUL says that the file is no text; the figure that git uses. */
const nulWindow = 8192;

/** What is known of a file before it is read. */
interface Known {
  /** Holds if it plays or may play a role: neither a NUL nor one long line may hide a skill or a settings file. */
  readonly claimed: boolean;
  /** Holds if an interpreter would run it, whatever bytes its comments hold. */
  readonly isCode: boolean;
}

/**
 * The text of `bytes`, or why there is none. What plays a role is read if it can be read in any way, a program unless
 * it is minified. Unless told otherwise, a file is taken for both.
 */
export function decode(
  bytes: Buffer,
  path: RepoPath,
  { claimed, isCode }: Known = { claimed: true, isCode: true },
): Decoded | Problem {
  if (isLfsPointer(bytes)) {
    const message = "The file stands for content that is stored in Git LFS; it was not analysed.";
    return { kind: "lfs-pointer", path, message, partial: claimed };
  }
  const wide = decodeUtf16(bytes, path, claimed);
  if (wide) return withoutMinified(wide, path, claimed);
  const hasNul = bytes.subarray(0, nulWindow).includes(0);
  if (hasNul && !claimed && !isCode) return binary(path, false);
  if (isUtf8(bytes)) {
    const text = bytes.toString("utf8");
    const problems = hasNul ? [encodingProblem(path, "The file holds NUL bytes; it was read as text.", false)] : [];
    return withoutMinified({ text, bytes, problems: [...problems, ...misread(path, text)] }, path, claimed);
  }
  const isBinary = hasNul || hasBinaryMagic(bytes) || hasBinaryName(path);
  if (isBinary && !isCode) return binary(path, claimed);
  const text = bytes.toString("latin1");
  const problem = encodingProblem(path, "The file is not valid UTF-8; it was read as Latin-1.", false);
  const problems = [problem, ...misread(path, text)];
  return withoutMinified({ text, bytes: Buffer.from(text, "utf8"), problems }, path, claimed);
}

/** What Python would not read as it was read here. */
function misread(path: RepoPath, text: string): Problem[] {
  const hasEnding = path.includes(".", path.lastIndexOf("/") + 1);
  const isPython = hasEnding ? /^pyw?$/.test(endingOf(path)) : /^#![^\r\n]{0,500}python/.test(text);
  const name = isPython ? misleadingEncoding(text) : undefined;
  if (name === undefined) return [];
  return [encodingProblem(path, `The file says that it is written in '${name}'; it was not read so.`, true)];
}

const lfsStart = Buffer.from("version https://git-lfs.github.com/spec/v1\noid ");

/** Holds for what git stores instead of a file that Git LFS keeps; its format bounds the size to 1024 bytes. */
function isLfsPointer(bytes: Buffer): boolean {
  return bytes.length < 1024 && bytes.subarray(0, lfsStart.length).equals(lfsStart);
}

type WideOrder = "little" | "big";

/** UTF-16 with a byte order mark; where a role is claimed, also what only looks like it, which is told. */
function decodeUtf16(bytes: Buffer, path: RepoPath, claimed: boolean): Decoded | undefined {
  const marked = markOf(bytes);
  const order = marked ?? (claimed ? orderOf(bytes) : undefined);
  if (!order) return undefined;
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const text = (order === "little" ? even : Buffer.from(even).swap16()).toString("utf16le");
  const problems: Problem[] = [];
  if (!marked) problems.push(encodingProblem(path, "The file has no byte order mark; it was read as UTF-16.", false));
  if (even.length < bytes.length)
    problems.push(encodingProblem(path, "The file is UTF-16 and ends within a character.", false));
  return { text, bytes: Buffer.from(text, "utf8"), problems };
}

/** The order that a byte order mark tells. UTF-32 starts with the same two bytes, then two zeros, and is left to be binary. */
function markOf(bytes: Buffer): WideOrder | undefined {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xff_fe) return bytes.length >= 4 && bytes.readUInt16BE(2) === 0 ? undefined : "little";
  return mark === 0xfe_ff ? "big" : undefined;
}

/** Bytes from which on zeros in every other place are no accident. */
const shortestWide = 16;

/** The order in which UTF-16 without a mark stands: ASCII, of which all text has some, has its zeros on one side. */
function orderOf(bytes: Buffer): WideOrder | undefined {
  const seen = Math.min(bytes.length, nulWindow) & ~1;
  if (seen < shortestWide) return undefined;
  const zeros = [0, 0] as [number, number];
  for (let index = 0; index < seen; index++) if (bytes[index] === 0) zeros[index & 1 ? 1 : 0]++;
  const [first, second] = zeros;
  if (first === 0 && second >= seen / 4) return "little";
  return second === 0 && first >= seen / 4 ? "big" : undefined;
}

/** First bytes of formats whose files may go on for 8 KB without a NUL. */
const magics: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0xff, 0xd8, 0xff],
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x77, 0x4f, 0x46, 0x32],
  [0x4f, 0x67, 0x67, 0x53],
  [0x52, 0x49, 0x46, 0x46],
  [0x49, 0x44, 0x33],
];

function hasBinaryMagic(bytes: Buffer): boolean {
  return magics.some((magic) => magic.every((byte, index) => bytes[index] === byte));
}

const binaryEndings: ReadonlySet<string> = new Set(
  "7z a avif bin bmp bz2 class db dll dylib eot exe gif gz ico jar jpeg jpg lib mov mp3 mp4 node o obj ogg onnx otf pack parquet pdf png pt pyc rar so sqlite tar tgz tiff ttf wasm wav webm webp whl woff woff2 xz zip zst".split(
    " ",
  ),
);

/** Holds for files that by their ending are no text: fonts, pictures, archives, programs for a machine. */
export function hasBinaryName(path: RepoPath): boolean {
  return binaryEndings.has(endingOf(path));
}

function endingOf(path: RepoPath): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf(".")) + 1).toLowerCase();
}

function withoutMinified(decoded: Decoded, path: RepoPath, claimed: boolean): Decoded | Problem {
  if (claimed || !looksMinified(decoded.text, endingOf(path))) return decoded;
  return { kind: "minified", path, message: "The file is minified; it was not analysed.", partial: false };
}

function binary(path: RepoPath, partial: boolean): Problem {
  return { kind: "binary", path, message: "The file is binary; it was not analysed.", partial };
}

function encodingProblem(path: RepoPath, message: string, partial: boolean): Problem {
  return { kind: "encoding", path, message, partial };
}
