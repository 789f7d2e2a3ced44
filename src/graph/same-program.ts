import type { Fact, PrincipalValue } from "#model/fact.ts";

/**
 * Holds if two processes are one program with other arguments, another version or behind another runner: the same
 * package, the same file of the tree, or the same address but for its query.
 */
export function isSameProgram(one: Fact, other: Fact): boolean {
  if (one.kind !== "principal" || other.kind !== "principal") return false;
  const program = programOf(one.value);
  return program !== undefined && program === programOf(other.value);
}

function programOf({ package: fetched, runner, transport, host, detail }: PrincipalValue): string | undefined {
  if (fetched !== undefined) return `package ${fetched}`;
  if (transport !== undefined && transport !== "stdio") {
    const address = /^[a-z]+:\/\/[^\s?#]+/i.exec(detail ?? "")?.[0] ?? host;
    return address === undefined ? undefined : `address ${address.replace(/\/$/, "")}`;
  }
  if (runner === undefined) return undefined;
  const words = (detail ?? runner).split(" ");
  const file = words.find((word) => !word.startsWith("-") && /[/\\]|\.(?:[cm]?[jt]s|py|rb|sh)$/.test(word));
  // Interpreters run anything: without its file nothing says which program it is.
  if (file === undefined) return interpreters.test(runner) ? moduleOf(words) : `program ${runner}`;
  return `program ${file.replace(/^\.\//, "")}`;
}

const interpreters =
  /^(?:.*[/\\])?(?:node|bun|deno|tsx|ts-node|python[\d.]*|uv|poetry|ruby|java|php|bash|sh|cmd|npm|pnpm|yarn|go|cargo|dotnet|make)$/;

/** The module of `python -m acme.server`. */
function moduleOf(words: readonly string[]): string | undefined {
  const name = words[words.indexOf("-m") + 1];
  return words.includes("-m") && name !== undefined ? `module ${name}` : undefined;
}
