const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as in zlib of a text of single bytes. */
export function crc32(text: string): number {
  let value = 0xff_ff_ff_ff;
  for (let index = 0; index < text.length; index++) {
    value = (value >>> 8) ^ table[(value ^ text.charCodeAt(index)) & 255]!;
  }
  return (value ^ 0xff_ff_ff_ff) >>> 0;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The six base-62 digits, most significant first, with which GitHub and npm end their tokens. */
function base62(value: number): string {
  let rest = value;
  let text = "";
  for (let place = 0; place < 6; place++) {
    text = digits[rest % 62]! + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** What a checksum at the end may be of: all before it, without what separates it, without the prefix as well. */
function payloads(head: string): string[] {
  const body = head.replace(/[_=.-]$/, "");
  const separators = [body.indexOf("_"), body.lastIndexOf("_"), body.indexOf("-")];
  return [head, body, ...separators.filter((at) => at >= 0).map((at) => body.slice(at + 1))];
}

/** Holds if the last six characters are the checksum of the rest: GitHub, npm. */
export function endsInBase62(token: string): boolean {
  const sum = token.slice(-6);
  return payloads(token.slice(0, -6)).some((payload) => base62(crc32(payload)) === sum);
}

/** Holds if the last eight characters are the checksum of the rest, most significant byte first: Atlassian, Cloudflare. */
export function endsInHex(token: string): boolean {
  const sum = token.slice(-8).toLowerCase();
  return payloads(token.slice(0, -8)).some((payload) => hex(crc32(payload)) === sum);
}

/** The same with the least significant byte first: Grafana. */
export function endsInHexReversed(token: string): boolean {
  const sum = token
    .slice(-8)
    .toLowerCase()
    .replace(/(..)(..)(..)(..)/, "$4$3$2$1");
  return payloads(token.slice(0, -8)).some((payload) => hex(crc32(payload)) === sum);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
