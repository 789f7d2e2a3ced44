import type { SurfaceEntry } from "#model/surface.ts";
import { join, list, say, type Phrase } from "#report/phrase.ts";

/** Words of a list that are shown. */
const mostWords = 6;

/** The text of a field of an entry; empty where it has none. */
export function field({ value }: SurfaceEntry, name: string): string {
  const found = fieldsOf(value).get(name);
  return typeof found === "string" ? found : "";
}

/** Holds if a field of an entry is `true`. */
export function holds({ value }: SurfaceEntry, name: string): boolean {
  return fieldsOf(value).get(name) === true;
}

/** The texts of a field that is a list. */
export function texts({ value }: SurfaceEntry, name: string): readonly string[] {
  const found = fieldsOf(value).get(name);
  return Array.isArray(found) ? found.map(String) : [];
}

function fieldsOf(value: SurfaceEntry["value"]): ReadonlyMap<string, unknown> {
  return new Map(value !== null && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : []);
}

/** Anchor types in words that stand before a name. */
const anchorWords: ReadonlyMap<string, string> = new Map([
  ["agent", "the agent "],
  ["server", "the tool server "],
  ["skill", "the skill "],
  ["command", "the command "],
  ["plugin", "the plugin "],
  ["marketplace", "the marketplace "],
  ["workflow", "the workflow job "],
  ["instructions", "the instructions in "],
  ["policy", "the policy "],
  ["package", "the package "],
  ["source", ""],
]);

/** Who or what an anchor is: `the agent claude-code`. */
export function whoIs(anchor: string): Phrase {
  const slash = anchor.indexOf("/");
  const [, market, plugin] = /^marketplace\/([^/]+)\/(.+)$/s.exec(anchor) ?? [];
  if (market !== undefined) return say`the plugin ${plugin ?? ""} that the marketplace ${market} offers`;
  const words = slash < 0 ? undefined : anchorWords.get(anchor.slice(0, slash));
  return words === undefined ? say`${anchor}` : [words, { quoted: anchor.slice(slash + 1) }];
}

/** What a fact lets its owner do, to stand behind "can": `run npm test`; undefined for facts that are no ability. */
export function ability(entry: SurfaceEntry): Phrase | undefined {
  return abilities.get(entry.kind)?.(entry);
}

const abilities: ReadonlyMap<SurfaceEntry["kind"], (entry: SurfaceEntry) => Phrase> = new Map([
  ["credential", credential],
  ["token", (entry) => say`${field(entry, "operation")} tokens (${entry.key ?? ""})`],
  ["identity", (entry) => [...identityVerb(entry), ...say` in ${field(entry, "system")}`]],
  ["grant", grant],
  ["trigger", trigger],
  ["effect", effect],
  ["tool", () => ["be used by the model by its own decision"]],
]);

const sources: ReadonlyMap<string, string> = new Map([
  ["literal", "written into the file"],
  ["env", "from the environment"],
  ["file", "from a file"],
  ["vault", "from a secret store"],
  ["metadata", "from the machine it runs on"],
  ["exchange", "by exchange"],
  ["command", "from a command"],
]);

function credential(entry: SurfaceEntry): Phrase {
  return ["use ", ...credentialName(entry)];
}

/** A credential by its name, with what is known of it. */
export function credentialName(entry: SurfaceEntry): Phrase {
  const source = sources.get(field(entry, "source"));
  const parts: Phrase[] = [
    ...(field(entry, "issuer") === "" ? [] : [say`of ${field(entry, "issuer")}`]),
    ...(field(entry, "lifetime") === "long-lived" ? [["long-lived"]] : []),
    ...(source === undefined ? [] : [[source]]),
  ];
  const about: Phrase = parts.length === 0 ? [] : [" (", ...join(parts, ", "), ")"];
  return [...say`the credential ${field(entry, "name")}`, ...about];
}

const identityVerbs: ReadonlyMap<string, string> = new Map([
  ["create", "create identities"],
  ["link", "link identities"],
  ["impersonate", "act as other identities"],
  ["revoke", "revoke identities"],
  ["sign-in", "sign in"],
  ["provision", "provision identities"],
]);

function identityVerb(entry: SurfaceEntry): Phrase {
  const verb = identityVerbs.get(field(entry, "operation"));
  return verb === undefined ? say`${field(entry, "operation")} identities` : [verb];
}

function grant(entry: SurfaceEntry): Phrase {
  const system = field(entry, "system");
  const actions = texts(entry, "actions");
  const resource = field(entry, "resource");
  const where: Phrase =
    resource === "" || actions.some((action) => action.includes(resource)) ? [] : say` on ${resource}`;
  if (holds(entry, "wildcard")) return [...everything(system), ...throughWords(actions), ...where];
  const shown = list(
    actions.map((action) => say`${action}`),
    mostWords,
  );
  if (system === "shell") return ["run ", ...shown, ...where];
  if (system === "mcp") return ["call ", ...shown];
  if (system === "filesystem") return [...filesystem(actions), ...where];
  if (system === "web") return actions.join() === "search" ? ["search the web"] : ["fetch from ", ...shown];
  return ["use ", { quoted: system }, " with ", ...shown, ...where];
}

function everything(system: string): Phrase {
  if (system === "shell") return ["run any command"];
  if (system === "mcp") return ["call any tool of any server"];
  if (system === "web") return ["fetch from any host"];
  return system === "filesystem" ? ["read and write any file"] : say`use everything of ${system}`;
}

/** By which entry everything is given, where that is not the sign for everything. */
function throughWords(actions: readonly string[]): Phrase {
  const patterns = actions.filter((action) => /[^*:\s]/.test(action));
  return patterns.length === 0
    ? []
    : [
        " by ",
        ...list(
          patterns.map((pattern) => say`${pattern}`),
          mostWords,
        ),
      ];
}

/** `read src/**` is a verb of ours and a pattern. */
function filesystem(actions: readonly string[]): Phrase {
  const said = actions.map((action): Phrase => {
    const [, verb, pattern] = /^(read|write|edit|delete|list) (.+)$/s.exec(action) ?? [];
    return verb === undefined ? say`use the file system: ${action}` : [`${verb} `, { quoted: pattern ?? "" }];
  });
  return list(said, mostWords);
}

const senders: ReadonlyMap<string, string> = new Map([
  ["open", "anyone"],
  ["pairing", "whoever pairs with it"],
  ["allowlist", "those on a list"],
  ["writers", "those with write access"],
  ["none", "nobody"],
  ["internal", "itself"],
  ["unknown", "somebody"],
]);

function trigger(entry: SurfaceEntry): Phrase {
  const listed = texts(entry, "senders");
  const sender = field(entry, "sender");
  const who: Phrase =
    listed.length > 0
      ? list(
          listed.map((name) => say`${name}`),
          mostWords,
        )
      : [senders.get(sender) ?? "somebody"];
  if (sender === "internal" && listed.length === 0) return say`be started at ${field(entry, "source")}`;
  return ["be started by ", ...who, ...say` through ${field(entry, "source")}`];
}

const effectVerbs: ReadonlyMap<string, readonly [verb: string, all: string]> = new Map([
  ["exec", ["run ", "any command"]],
  ["file-read", ["read ", "any file"]],
  ["file-write", ["write ", "any file"]],
  ["network", ["reach ", "any host"]],
  ["database", ["use the database ", ""]],
  ["deploy", ["deploy ", ""]],
  ["spawn-agent", ["start the agent ", ""]],
  ["self-modify", ["change its own ", "everything"]],
  ["publish", ["publish ", ""]],
]);

/** Parts of an agent that it can change. */
const ownParts: ReadonlySet<string> = new Set([
  "skill",
  "instructions",
  "permissions",
  "source",
  "schedule",
  "deployment",
  "guardrail",
]);

/** Holds for a command that a setting has run, without a model or a person who asks for it. */
export function isSettingCommand(entry: SurfaceEntry): boolean {
  const detail = field(entry, "detail");
  const isCommand = field(entry, "effect") === "exec" && !holds(entry, "remote");
  return isCommand && detail !== "" && detail !== field(entry, "target");
}

function effect(entry: SurfaceEntry): Phrase {
  const kind = field(entry, "effect");
  const [verb, all] = effectVerbs.get(kind) ?? ["cause ", ""];
  const target = field(entry, "target");
  const detail = field(entry, "detail");
  if (isSettingCommand(entry)) return say`run ${detail} by itself (${target})`;
  const said = detail === "" || detail === target ? say`${target}` : say`${detail} (${target})`;
  if (holds(entry, "remote")) return [kind === "exec" ? "run" : "obey", " what it fetches at run time: ", ...said];
  if (target === "*" && all !== "") return [verb, all];
  return kind === "self-modify" && ownParts.has(target) && detail === "" ? [verb, target] : [verb, ...said];
}

const coverWords: ReadonlyMap<string, string> = new Map([
  ["*", "anything it does"],
  ["exec", "running commands"],
  ["edit", "editing files"],
  ["sandbox", "leaving the sandbox"],
  ["network", "reaching the network"],
  ["deploy", "deploying"],
  ["auth", "being started"],
  ["skills", "taking in skills"],
  ["plugins", "taking in plugins"],
  ["mcp", "using tool servers"],
  ["mcp:*", "using tool servers"],
  ["guardrails", "working around its guardrails"],
  ["bypass-mode", "switching to the mode that never asks"],
]);

/** What a gate stands before, to stand behind "before". */
export function covered(gate: SurfaceEntry): Phrase {
  const covers = field(gate, "covers");
  const words = coverWords.get(covers);
  if (words !== undefined) return [words];
  return covers.startsWith("mcp:") ? say`using the tool server ${covers.slice("mcp:".length)}` : say`${covers}`;
}

/** What a gate does, to stand behind the name of whose it is. */
export function toldGate(gate: SurfaceEntry): Phrase {
  const verdict = field(gate, "verdict");
  const setting: Phrase = [" (", { quoted: field(gate, "setting") }, ")"];
  if (verdict === "auto" && field(gate, "covers") === "guardrails") return ["works without a guardrail", ...setting];
  if (forbids(gate)) return ["is forbidden ", ...covered(gate), ...setting];
  return [`asks ${asked(verdict)} before `, ...covered(gate), ...setting];
}

/** Holds for an entry of a list of what a product refuses: nobody is asked. */
export function forbids(gate: SurfaceEntry): boolean {
  return field(gate, "verdict") === "policy" && /(?:^|[.\s])(?:deny|denied|disabled)/.test(field(gate, "setting"));
}

/** Whom a gate asks. */
export function asked(verdict: string): string {
  if (verdict === "human") return "a person";
  if (verdict === "policy") return "a policy";
  return verdict === "allowlist" ? "a list" : "nobody";
}
