/** What stands between the lines of a key where it is written into a string of another language. */
const wrapping = /\\+[nrt]|["'`+,;|>]|\s/g;

/** Headers of an armoured or encrypted key. */
const headers = /(?:^|\n|\\n)[ \t"']*[A-Z][\w-]{1,30}:[^\n\\]{0,200}/g;

/** Shortest body of a key that can sign anything: the shortest EC keys. */
const shortestBody = 64;

/** What the body of a private key between its lines of dashes is: a key, or only shaped like one. */
export function isPrivateKey(block: string): boolean {
  const body = /-----BEGIN [^-]{0,60}-----([^-]*)/.exec(block)?.[1] ?? "";
  const text = body.replace(headers, "").replace(wrapping, "");
  const base64 = /^[A-Za-z0-9+/]+={0,2}/.exec(text)?.[0] ?? "";
  if (base64.length < shortestBody) return false;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("latin1", 0, 15) === "openssh-key-v1\0") return true;
  if (/PGP|ENCRYPTED/.test(block.slice(0, 200))) return new Set(bytes.subarray(0, 64)).size > 24;
  return isSequence(bytes);
}

/** Holds for a DER sequence as long as it says, the rest of a line of Base64 apart. */
function isSequence(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false;
  const first = bytes[1] ?? 0;
  const width = first & 0x80 ? first & 0x7f : 0;
  if (width > 3 || bytes.length < 2 + width) return false;
  const length = width === 0 ? first : bytes.readUIntBE(2, width);
  return Math.abs(bytes.length - 2 - width - length) <= 2;
}
