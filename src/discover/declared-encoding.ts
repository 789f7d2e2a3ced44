/** Encodings in which every ASCII byte is that ASCII character, wherever it stands: a program in one says what its bytes say. */
const plain =
  /^(?:utf-?8(?:-sig)?|(?:us-?)?ascii|latin-?\d{0,2}|l\d|iso-?8859(?:-\d{1,2})?|(?:cp|windows-?)(?:125\d|437|85\d)|mac-?\w{1,12}|koi8-\w{1,2}|euc-?\w{2,8})$/;

/**
 * The encoding that a Python program names for itself, by PEP 263 in a comment of its first two lines, where that is one
 * in which its ASCII may mean something else, as in `utf-7`.
 */
export function misleadingEncoding(text: string): string | undefined {
  const lineEnd = /\r\n|\r|\n/g;
  for (let start = 0, count = 0; count < 2; count++) {
    const found = lineEnd.exec(text);
    const line = text.slice(start, found?.index);
    const name = /^\uFEFF?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,40})/.exec(line)?.[1];
    if (name !== undefined) return plain.test(normalName(name)) ? undefined : name;
    if (!found || !/^\uFEFF?[ \t\f]*(?:#.*)?$/.test(line)) return undefined;
    start = lineEnd.lastIndex;
  }
  return undefined;
}

/** What stands behind the name of the two usual encodings, as line ends of an editor do, says nothing to Python. */
function normalName(name: string): string {
  const folded = name.toLowerCase().replaceAll("_", "-");
  return /^(?:utf-8|latin-1|iso-8859-1|iso-latin-1)(?=-|$)/.exec(folded)?.[0].replace("iso-latin", "latin") ?? folded;
}
