import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** A made-up text with a secret in it. */
export interface Sample {
  readonly text: string;
  readonly secret: string;
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";

/** The alphabets that templates name. */
const alphabets: ReadonlyMap<string, string> = new Map([
  ["U", `${upper}${lower}${digits}_-`],
  ["AN", `${upper}${lower}${digits}`],
  ["HX", `${digits}abcdef`],
  ["HXU", `${digits}ABCDEF`],
  ["L", lower],
  ["LD", `${lower}${digits}`],
  ["UP", upper],
  ["UPL", `${upper}${lower}`],
  ["UD", `${upper}${digits}`],
  ["D", digits],
  ["B64", `${upper}${lower}${digits}+/`],
  ["B32", `${upper}234567`],
  ["BL", `${lower}234567`],
]);

const base62 = `${digits}${upper}${lower}`;

/** `{AN:36}`, `{UUID}`, `{crc32-hex}`; or the head of a template that holds text: `{b64:`. */
const template =
  /\{(?:([A-Z]+\d*):(\d+)|(UUID|snowflake|crc32-base62|crc32-hex-le|crc32-hex)|(jwt|b64json|b64url|b64):)/y;

/** Draws as many numbers below a limit as are asked for; the same seed draws the same ones. */
type Draw = (limit: number) => number;

/**
 * Expands a sample's template with values that the seed decides. What `[[` and `]]` enclose is the secret, without
 * them all of it. The secrets of two seeds differ.
 */
export function expandSample(text: string, seed: string): Sample {
  const expanded = expand(text, drawFrom(seed));
  const start = expanded.indexOf("[[");
  const end = expanded.indexOf("]]", start);
  if (start === -1 || end === -1) return { text: expanded, secret: expanded };
  const secret = expanded.slice(start + 2, end);
  return { text: expanded.slice(0, start) + secret + expanded.slice(end + 2), secret };
}

function drawFrom(seed: string): Draw {
  let block = createHash("sha256").update(seed).digest();
  let used = 0;
  return (limit) => {
    if (used + 4 > block.length) {
      block = createHash("sha256").update(block).digest();
      used = 0;
    }
    used += 4;
    return block.readUInt32BE(used - 4) % limit;
  };
}

function expand(text: string, draw: Draw): string {
  let out = "";
  let at = 0;
  while (at < text.length) {
    template.lastIndex = at;
    const match = text[at] === "{" ? template.exec(text) : null;
    if (!match) {
      out += text[at++];
      continue;
    }
    const [head, alphabet, length, plain, holder] = match;
    const end = holder === undefined ? at + head.length : closing(text, at);
    if (text[end] !== "}") throw new Error(`a template is not closed: ${text.slice(at)}`);
    if (alphabet !== undefined) out += drawn(alphabet, Number(length), draw);
    else if (plain !== undefined) out += plainValue(plain, out, draw);
    else out += encoded(holder!, expand(text.slice(at + head.length, end), draw), draw);
    at = end + 1;
  }
  return out;
}

/** Where the brace that opens at a place is closed. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

function drawn(name: string, length: number, draw: Draw): string {
  const alphabet = alphabets.get(name);
  if (alphabet === undefined) throw new Error(`there is no alphabet '${name}'`);
  let out = "";
  while (out.length < length) out += alphabet[draw(alphabet.length)];
  return out;
}

function plainValue(kind: string, before: string, draw: Draw): string {
  if (kind === "UUID") return uuid(draw);
  if (kind === "snowflake") return `1${drawn("D", 17, draw)}`;
  const token = /[\w=.-]*$/.exec(before)![0];
  const sum = crc32(kind === "crc32-hex-le" ? token.replace(/_$/, "") : token.replace(/^[a-z]+_/, ""));
  if (kind === "crc32-base62") return inBase62(sum).padStart(6, "0");
  if (kind === "crc32-hex") return hex(sum, /^[A-Z]/.test(token));
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sum);
  return bytes.toString("hex");
}

/** Atlassian writes its checksum in capitals. */
function hex(sum: number, capitals: boolean): string {
  const digitsOf = sum.toString(16).padStart(8, "0");
  return capitals ? digitsOf.toUpperCase() : digitsOf;
}

function inBase62(value: number): string {
  let out = "";
  for (let left = value; left > 0; left = Math.floor(left / 62)) out = base62[left % 62] + out;
  return out;
}

function uuid(draw: Draw): string {
  const variant = "89ab"[draw(4)]!;
  return [
    drawn("HX", 8, draw),
    drawn("HX", 4, draw),
    `4${drawn("HX", 3, draw)}`,
    `${variant}${drawn("HX", 3, draw)}`,
    drawn("HX", 12, draw),
  ].join("-");
}

function encoded(kind: string, text: string, draw: Draw): string {
  if (kind === "b64url") return Buffer.from(text).toString("base64url");
  if (kind === "b64" || kind === "b64json") return Buffer.from(text).toString("base64");
  const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");
  return `${header}.${Buffer.from(text).toString("base64url")}.${drawn("U", 43, draw)}`;
}
