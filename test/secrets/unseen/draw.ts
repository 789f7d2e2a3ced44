import { crc32 } from "node:zlib";

/** A source of numbers that the seed alone decides (mulberry32): the same seed gives the same cases on any machine. */
export interface Draw {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** `length` characters of an alphabet named in `alphabets`. */
  text(alphabet: string, length: number): string;
  /** `length` bytes. */
  bytes(length: number): Buffer;
}

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();

/** Alphabets by the names that templates use. */
const alphabets: ReadonlyMap<string, string> = new Map([
  ["d", digits],
  ["x", `${digits}abcdef`],
  ["X", `${digits}ABCDEF`],
  ["l", lower],
  ["L", upper],
  ["a", lower + upper],
  ["n", digits + lower],
  ["N", digits + upper],
  ["w", digits + upper + lower],
  ["u", `${digits}${upper}${lower}_-`],
  ["b", `${digits}${upper}${lower}+/`],
  ["B", `${upper}234567`],
  ["e", "qpzry9x8gf2tvdw0s3jn54khce6mua7l"],
  ["q", `${digits}${upper}${lower}_~.-`],
]);

export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    pick: (items) => items[int(items.length)]!,
    text: (alphabet, length) => {
      const letters = alphabets.get(alphabet);
      if (letters === undefined) throw new Error(`No alphabet ${alphabet}`);
      return Array.from({ length }, () => letters[int(letters.length)]).join("");
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => int(256))),
  };
}

/** Fills a template: `{x:32}` is 32 characters of alphabet `x`, `{uuid}` a random UUID; all else stands as it is. */
export function fill(draw: Draw, template: string): string {
  return template.replace(/\{(?:uuid|(\w):(\d+))\}/g, (_, alphabet?: string, length?: string) =>
    alphabet === undefined ? uuid(draw) : draw.text(alphabet, Number(length)),
  );
}

/** A random UUID, version 4. */
export function uuid(draw: Draw): string {
  const hex = draw.text("x", 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${draw.pick(["8", "9", "a", "b"])}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The CRC32 of ASCII text as six base62 digits, the way GitHub and npm end their tokens. */
export function base62Checksum(body: string): string {
  const letters = digits + upper + lower;
  let rest = crc32(Buffer.from(body));
  let out = "";
  while (rest > 0) {
    out = letters[rest % 62] + out;
    rest = Math.floor(rest / 62);
  }
  return out.padStart(6, "0");
}

/** The CRC32 of ASCII text as eight hexadecimal digits, the most significant first. */
export function hexChecksum(body: string): string {
  return crc32(Buffer.from(body)).toString(16).padStart(8, "0");
}

/** The CRC32 of ASCII text as eight hexadecimal digits, the least significant byte first. */
export function littleHexChecksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc32(Buffer.from(body)));
  return bytes.toString("hex");
}

/** Base64url of the JSON of a value. */
export function jsonBase64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A signed JSON Web Token with this payload and a random signature of 32 bytes. */
export function jwt(draw: Draw, payload: object, header: object = { alg: "HS256", typ: "JWT" }): string {
  return `${jsonBase64(header)}.${jsonBase64(payload)}.${draw.bytes(32).toString("base64url")}`;
}
