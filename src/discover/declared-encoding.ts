/** Encodings in which every ASCII byte is that ASCII character: a program in one of them says what its bytes say. */
const plain =
  /^(?:utf-?8(?:-sig)?|(?:us-?)?ascii|latin-?\d{0,2}|l\d|iso-?8859(?:-\d{1,2})?|(?:cp|windows-?)(?:125\d|437|85\d)|mac-?\w{1,12}|koi8-\w{1,2}|euc-?\w{2,8}|gb\w{2,6}|big5\w{0,8})$/;

/**
 * The encoding that a Python program names for itself, by PEP 263 in a comment of its first two lines, where that is one
 * in which its ASCII may mean something else, as in `utf-7`.
 */
export function misleadingEncoding(text: string): string | undefined {
  for (const line of text.slice(0, longestHead).split(/\r\n|\r|\n/, 2)) {
    const name = /^\uFEFF?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,40})/.exec(line)?.[1];
    if (name !== undefined) return plain.test(name.toLowerCase().replaceAll("_", "-")) ? undefined : name;
    if (!/^\uFEFF?[ \t\f]*(?:#.*)?$/.test(line)) return undefined;
  }
  return undefined;
}

/** UTF-16 units in which both lines must lie. */
const longestHead = 4096;
