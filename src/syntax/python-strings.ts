/** What a simple escape stands for. */
const simple: ReadonlyMap<string, string> = new Map([
  ["\\n", "\n"],
  ["\\t", "\t"],
  ["\\r", "\r"],
  ["\\a", "\x07"],
  ["\\b", "\b"],
  ["\\f", "\f"],
  ["\\v", "\v"],
  ["\\\\", "\\"],
  ["\\'", "'"],
  ['\\"', '"'],
  ["\\\n", ""],
  ["\\\r\n", ""],
]);

const escapes = /\\(?:\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]{1,100}\}|[0-7]{1,3}|[^])/g;

/** Decodes the escapes of a Python string; what is no escape stays as it is, backslash and all. */
export function decodePythonText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(escapes, (escape) => {
    const known = simple.get(escape);
    if (known !== undefined) return known;
    if (/^\\[xuU]/.test(escape)) return character(Number.parseInt(escape.slice(2), 16), escape);
    if (/^\\[0-7]/.test(escape)) return character(Number.parseInt(escape.slice(1), 8), escape);
    return escape;
  });
}

function character(code: number, escape: string): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : escape;
}
