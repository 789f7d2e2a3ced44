/** What a word is the beginning of. */
export type ContextKind = "name" | "address" | "basic" | "user" | "kubernetes";

/** What begins a context, and how a word of a name may go on in lower case. */
export const contextWords: readonly (readonly [keyword: string, kind: ContextKind, goesOn?: RegExp])[] = [
  ["token", "name", /s(?![a-z])/y],
  ["secret", "name", /s(?![a-z])|key/y],
  ["pass", "name", /word(?![a-rt-z])|wd(?![a-z])|phrase(?![a-z])|code(?![a-z])/y],
  ["pwd", "name"],
  ["key", "name", /s(?![a-z])/y],
  ["auth", "name", /orization(?![a-z])|token|key/y],
  ["bearer", "name"],
  ["cred", "name", /s(?![a-z])|entials?(?![a-z])/y],
  ["jwt", "name"],
  ["dsn", "name"],
  ["_pat", "name"],
  ["-pat", "name"],
  ["mnemonic", "name"],
  ["://", "address"],
  ["basic ", "basic"],
  ["-u ", "user"],
  ["--user ", "user"],
  ["kind: secret", "kubernetes"],
  ['"kind": "secret"', "kubernetes"],
];
