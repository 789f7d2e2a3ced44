/** Methods of texts that ask how a text begins, ends, or what it holds, in scripts and in Python. */
export const textTests: ReadonlyMap<string, (text: string, asked: string) => boolean> = new Map([
  ["includes", (text: string, asked: string) => text.includes(asked)],
  ["startsWith", (text: string, asked: string) => text.startsWith(asked)],
  ["startswith", (text: string, asked: string) => text.startsWith(asked)],
  ["endsWith", (text: string, asked: string) => text.endsWith(asked)],
  ["endswith", (text: string, asked: string) => text.endsWith(asked)],
]);
