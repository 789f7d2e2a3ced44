import { isMonotonous } from "#secrets/made-up.ts";

/** What stands between the lines of a key where it is written into a string of another language. */
const wrapping = /\\+[nrt]|["'`][ \t]{0,8}\+|["'`,;|>#*]|\s/g;

/** Headers of an armoured or encrypted key. */
const headers = /(?:^|\n|\\n)[ \t"'#*]*[A-Z][\w-]{1,30}:[^\n\\]{0,200}/g;

/** Shortest body of a key that can sign anything: the shortest EC keys. */
const shortestBody = 64;

/** What a private key between its lines of dashes is: one, only shaped like one, or none that opens anything as it is. */
export type KeyVerdict = "key" | "malformed" | "none";

/** Reads a private key. One that a passphrase protects, and a placeholder, opens nothing as it is. */
export function readPrivateKey(block: string): KeyVerdict {
  if (/ENCRYPTED/.test(block.slice(0, 200))) return "none";
  const body = /-----BEGIN [^-]{0,60}-----([^]*?)-----END/.exec(block)?.[1] ?? "";
  const text = body.replace(headers, "").replace(wrapping, "");
  if (/\.{3}|[^A-Za-z0-9+/=]/.test(text) || isMonotonous(text.slice(40, 240))) return "none";
  const base64 = text.replace(/=+.{0,8}$/, "");
  if (base64.length < shortestBody) return "none";
  return verdictOf(Buffer.from(base64, "base64"), block);
}

const openSshMagic = "openssh-key-v1\0";

function verdictOf(bytes: Buffer, block: string): KeyVerdict {
  if (bytes.toString("latin1", 0, openSshMagic.length) === openSshMagic) {
    // Then the length and the name of the cipher that protects it.
    return bytes.toString("latin1", openSshMagic.length + 4, openSshMagic.length + 8) === "none" ? "key" : "none";
  }
  if (/PGP/.test(block.slice(0, 60))) return new Set(bytes.subarray(0, 64)).size > 24 ? "key" : "malformed";
  return isSequence(bytes) ? "key" : "malformed";
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
