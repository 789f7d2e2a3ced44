/** The bytes of Base64 in either alphabet, as Latin-1; undefined if other characters are in it. */
export function decodeBase64(text: string): string | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(text)) return undefined;
  return Buffer.from(text.replaceAll("-", "+").replaceAll("_", "/"), "base64").toString("latin1");
}

/** The object that a JSON text says; undefined for anything else. */
export function jsonObject(text: string | undefined): ReadonlyMap<string, unknown> | undefined {
  if (text === undefined || !/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** Longest part of a token that is decoded: the beginning says what it is. */
const longestPart = 20_000;

/** The parts of a token that may be encoded: what follows its first separators, and all of it. */
function partsOf(token: string): string[] {
  const parts = [token];
  for (let at = 0; at < token.length && parts.length < 8; at++) {
    if (/[_.:-]/.test(token[at]!)) parts.push(token.slice(at + 1));
  }
  return [...parts, ...token.split(".")].map((part) => part.slice(0, longestPart)).filter((part) => part.length >= 8);
}

/** Holds if a part of the token is a JSON object in Base64. */
export function holdsJson(token: string): boolean {
  return partsOf(token).some((part) => {
    const at = part.indexOf("eyJ");
    const from = at < 0 ? part : part.slice(at);
    return jsonObject(decodeBase64(from)) !== undefined || jsonObject(decodeBase64(part)) !== undefined;
  });
}

/** Holds if a part of the token is printable text in Base64, behind a prefix maybe. */
export function holdsText(token: string): boolean {
  return partsOf(token).some((part) => /^[^]{0,60}?[\x20-\x7e]{10}/.test(decodeBase64(part) ?? ""));
}

/** Holds if a part of the token is a macaroon that names its location, as PyPI's do. */
export function holdsLocation(token: string): boolean {
  return partsOf(token).some((part) => /^\x02\x01[^]{0,2}[\w-]+(?:\.[\w-]+)+/.test(decodeBase64(part) ?? ""));
}

/** Milliseconds at which Discord's ids begin to count, and a year that no id made by now has reached. */
const snowflakeEpoch = 1_420_070_400_000;
const snowflakeEnd = 4_102_444_800_000;

/** Holds if the first part is a decimal id in Base64 that counts from 2015, as in Discord's tokens. */
export function beginsWithSnowflake(token: string): boolean {
  const id = decodeBase64(token.split(".", 1)[0] ?? "");
  if (id === undefined || !/^\d{17,20}$/.test(id)) return false;
  const milliseconds = Number(BigInt(id) >> 22n) + snowflakeEpoch;
  return milliseconds > snowflakeEpoch && milliseconds < snowflakeEnd;
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Holds if an AWS key id encodes the number of an account; ids from before 2019 (`AKIAI…`, `AKIAJ…`) encode none. */
export function namesAccount(token: string): boolean {
  let bits = 0n;
  for (const character of token.slice(4)) {
    const value = base32.indexOf(character);
    if (value < 0) return false;
    bits = (bits << 5n) | BigInt(value);
  }
  if (/^.{4}[IJ]/.test(token)) return true;
  const bytes = bits >> BigInt(Math.max(0, (token.length - 4) * 5 - 48));
  const account = (bytes & 0x7f_ff_ff_ff_ff_80n) >> 7n;
  return account > 0n && account < 1_000_000_000_000n;
}
