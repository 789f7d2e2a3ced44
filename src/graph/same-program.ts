import type { Fact, FactOf } from "#model/fact.ts";

/**
 * Holds if two processes are known to be one program with other arguments, another version or behind another runner:
 * the same package of the same registry, the same script of an interpreter, or the same address but for its query.
 */
export function isSameProgram(one: Fact, other: Fact): boolean {
  if (one.kind !== "principal" || other.kind !== "principal") return false;
  const program = programOf(one);
  return program !== undefined && program === programOf(other);
}

function programOf({ value, locations }: FactOf<"principal">): string | undefined {
  const { package: fetched, runner, transport, host, detail } = value;
  if (transport !== undefined && transport !== "stdio") return addressOf(detail ?? "") ?? (host && `address ${host}`);
  if (runner === undefined) return undefined;
  const words = (detail ?? runner).split(/\s/);
  if (fetched !== undefined) return packageOf(fetched, runner, words);
  // Of several commands in one line nothing says which is the server.
  if (/&&|\|\||;/.test(detail ?? "")) return undefined;
  const start = words.findIndex((word) => word.toLowerCase().replace(/^.*[/\\]|\.exe$/g, "") === runner);
  const script = interpreters.test(runner) && start >= 0 ? scriptOf(words.slice(start + 1)) : undefined;
  if (script === undefined || /^(?:[/~]|[A-Za-z]:|module )/.test(script)) return script;
  // A relative path begins at the project whose settings say it.
  const projects = new Set(locations.map(({ path }) => path.replace(/(?:\.[^/]+\/)?[^/]*$/, "")));
  return [script, ...projects].join("\n");
}

function addressOf(text: string): string | undefined {
  const address = /^[a-z]+:\/\/[^\s?#]+/i.exec(text)?.[0];
  return address === undefined ? undefined : `address ${address.replace(/\/$/, "")}`;
}

/** Where packages come from, by the program that fetches them. */
const registries: readonly (readonly [RegExp, string])[] = [
  [/^(?:npx|npm|pnpm|pnpx|yarn|bun|bunx)\b/, "npm"],
  [/^(?:uvx|uv|pipx)\b/, "python"],
  [/^(?:docker|podman|nerdctl)\b/, "image"],
];

/** Speak to a server elsewhere: the address among their words says which. */
const bridges = /(?:^|[/_-])(?:mcp[_-](?:remote|proxy|gateway|bridge)|supergateway|mcporter|mcpo)(?:$|[_-])/;

/** Run what they are given, as a file or by name. */
const openEnded =
  /^(?:.*\/)?(?:tsx|ts-node|nodemon|jiti|vite-node|esno|node|bun|deno|python[\d.]*|ruby|java|php|bash|sh|uvx?|npx|pipx|poetry|hatch|npm|pnpm|yarn|go|mcp|fastmcp|concurrently|pm2|dotenvx?|dotenv-cli|cross-env|env-cmd|inspector)(?:\[.*)?$|^@smithery\/cli$/;

/** What says that a package comes from elsewhere, or that another of its programs is started. */
const otherwise =
  /^(?:--(?:registry|(?:default-|extra-)?index(?:-url)?|entrypoint|package|from|spec|call)|-[ipc])(?:=|$)/;

function packageOf(name: string, runner: string, words: readonly string[]): string | undefined {
  if (bridges.test(name)) {
    const addresses = words.flatMap((word) => addressOf(word) ?? []);
    return addresses.length === 1 ? addresses[0] : undefined;
  }
  const registry = registries.find(([runners]) => runners.test(runner))?.[1];
  // A folder is whatever stands there, and an image without an owner is a system or a language.
  if (registry === undefined || /^[.~/]|[$%\\]|\{\{|^file:/.test(name) || openEnded.test(name)) return undefined;
  if (registry === "image" && !/^(?!(?:.*\/)?library\/).+\//.test(name)) return undefined;
  const at = words.findIndex((word) => word.includes(name));
  const flags = words.slice(0, Math.max(0, at + 1));
  // Docker's short flags publish ports and keep the input open.
  const isElsewhere = flags.some((word) => otherwise.test(word) && !(registry === "image" && /^-\w$/.test(word)));
  return isElsewhere ? undefined : `${registry} ${name.replace(/\[.*/, "")}`;
}

const interpreters = /^(?:node|bun|tsx|ts-node|python[\d.]*|ruby|php|bash|sh)$/;

/** Flags of interpreters that take no word after them. */
const aloneFlags = /^(?:--[\w-]+=.+|--(?:no-[\w-]+|enable-source-maps|experimental-strip-types)|-[uBEIOsS])$/;

/** The first word for an interpreter that is no flag, if it is a file; or the module of `python -m acme.server`. */
function scriptOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => !aloneFlags.test(word));
  const [word = "", next = ""] = at < 0 ? [] : words.slice(at);
  if (word === "-m") return isClosed(next.replaceAll("_", "-")) ? `module ${next}` : undefined;
  return /^[^-$%].*\.(?:[cm]?[jt]sx?|py|rb|sh|php)$/.test(word) ? word.replace(/^\.\//, "") : undefined;
}

function isClosed(module: string): boolean {
  return /^[A-Za-z]/.test(module) && !openEnded.test(module) && !bridges.test(module);
}
