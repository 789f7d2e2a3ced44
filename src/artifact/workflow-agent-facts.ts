import { digestOf } from "#artifact/digest.ts";
import { permissionGrants } from "#artifact/permission-pattern.ts";
import { openingInputs, type AgentRun } from "#artifact/workflow-agent.ts";
import { inputOf, type Step } from "#artifact/workflow-steps.ts";
import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Node } from "#model/document.ts";
import type { GateValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, pairsOf, scalarOf } from "#model/tree.ts";
import { maskNamed } from "#secrets/redact.ts";

/**
 * Records what a step that runs an agent gives it: that it starts, in which mode, and which tools need no question.
 * `mayExchange` holds if the job may ask for an identity token.
 */
export function agentFacts(run: AgentRun, place: TriggerPlace, mayExchange: boolean): void {
  const { step, product, action } = run;
  const node = step.uses ?? step.run ?? step.node;
  place.record.fact({
    kind: "effect",
    anchor: place.anchor,
    key: `spawn-agent:${product}`,
    owner: place.owner,
    at: node,
    value: {
      effect: "spawn-agent",
      target: product,
      ...(step.uses ? { detail: scalarOf(step.uses)! } : {}),
      digest: digestOf(maskNamed(wordsFor(step))),
    },
  });
  inputGates(run, place);
  if (action?.unattended)
    gateFact(place, node, { verdict: "auto", covers: "*", setting: action.unattended }, "default");
  if (!action) return;
  if (mayExchange) appTokenFacts(run, place);
  const lists = (action.toolInputs ?? []).flatMap((input) => at(step.inputs, input) ?? []);
  for (const list of lists) permissionGrants(list, place, { record: place.record, product });
  const line = action.argumentsInput === undefined ? undefined : at(step.inputs, action.argumentsInput);
  if (line) argumentFacts(line, place, product);
  const settings = action.settingsInput === undefined ? undefined : at(step.inputs, action.settingsInput);
  if (settings) settingsFacts(settings, place, product);
}

/** All that the step tells the agent, the prompt among it, whatever the order it is written in. */
function wordsFor({ inputs, run }: Step): string {
  const given = pairsOf(inputs).map(({ key, value }) => `${key}: ${scalarOf(value) ?? ""}`);
  return [...given.sort(compareText), scalarOf(run) ?? ""].join("\n").replace(/\r\n?/g, "\n").trim();
}

/** Some actions trade the job's identity token for a token of their vendor's app, whatever the job's own token may do. */
function appTokenFacts({ step, action }: AgentRun, { anchor, owner, record }: TriggerPlace): void {
  const token = action?.appToken;
  if (!token || inputOf(step, token.input)) return;
  const place = { anchor, owner, at: step.uses!, origin: "default" } as const;
  record.fact({
    kind: "credential",
    ...place,
    key: `exchange:${token.name}`,
    value: { source: "exchange", name: token.name, issuer: "github", lifetime: "ephemeral", authority: "agent" },
  });
  record.fact({
    kind: "grant",
    ...place,
    key: `github:${token.name}`,
    value: { system: "github", actions: token.scopes, decision: "hardcoded", level: "write" },
  });
}

function gateFact(
  { anchor, owner, record }: TriggerPlace,
  node: Node,
  value: GateValue,
  origin: "config" | "default" = "config",
): void {
  record.fact({ kind: "gate", anchor, key: value.setting, owner, at: node, origin, value });
}

type GateRow = readonly [product: string, input: string, value: string, gate: Pick<GateValue, "verdict" | "covers">];

/** Inputs whose value takes a question or a wall away, or puts one there. Source: the actions' `action.yml`. */
const gateInputs: readonly GateRow[] = [
  ["codex", "safety-strategy", "unsafe", { verdict: "auto", covers: "sandbox" }],
  ["codex", "safety-strategy", "read-only", { verdict: "policy", covers: "sandbox" }],
  ["codex", "safety-strategy", "unprivileged-user", { verdict: "policy", covers: "sandbox" }],
  ["codex", "safety-strategy", "drop-sudo", { verdict: "policy", covers: "sandbox" }],
  ["codex", "sandbox", "danger-full-access", { verdict: "auto", covers: "sandbox" }],
  ["codex", "sandbox", "workspace-write", { verdict: "policy", covers: "sandbox" }],
  ["codex", "sandbox", "read-only", { verdict: "policy", covers: "sandbox" }],
  ["codex", "allow-bots", "true", { verdict: "allowlist", covers: "auth" }],
];

function inputGates(run: AgentRun, place: TriggerPlace): void {
  const { step, product } = run;
  for (const input of openingInputs(run)) {
    gateFact(place, at(step.inputs, input)!, { verdict: "auto", covers: "auth", setting: `${input} *` });
  }
  for (const [owner, input, value, gate] of gateInputs) {
    const node = at(step.inputs, input);
    if (owner !== product || !node) continue;
    const given = (inputOf(step, input) ?? "").split(",").map((part) => part.trim());
    if (given.includes(value)) gateFact(place, node, { ...gate, setting: `${input} ${value}` });
  }
}

/** Flags of the agents' command lines that take every question away, or only the wall around commands. */
const modeFlags: readonly (readonly [flag: string, value: string | undefined, covers: string])[] = [
  ["--dangerously-skip-permissions", undefined, "*"],
  ["--permission-mode", "bypassPermissions", "*"],
  ["--permission-mode", "acceptEdits", "edit"],
  ["--dangerously-bypass-approvals-and-sandbox", undefined, "*"],
  ["--yolo", undefined, "*"],
  ["--full-auto", undefined, "exec"],
  ["--ask-for-approval", "never", "*"],
  ["--sandbox", "danger-full-access", "sandbox"],
];

const allowFlags = new Set(["--allowedTools", "--allowed-tools"]);

/** Reads the command line that an action hands to its agent: modes, and tools that need no question. */
export function argumentFacts(line: Node, place: TriggerPlace, product: string): void {
  const words = argumentWords(scalarOf(line) ?? "");
  modeGates(words, line, place);
  for (const list of allowedLists(words))
    permissionGrants(textNode(line, list), place, { record: place.record, product });
}

/** What the flags that list tools name, one text a flag. */
export function allowedLists(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const { flag, inline } = flagOf(word);
    if (!allowFlags.has(flag)) return [];
    // A list may go on over several words, until the next flag.
    return [inline ?? words.slice(index + 1, nextFlag(words, index + 1)).join(",")];
  });
}

/** Records the flags that take questions away as gates that always say yes. */
export function modeGates(words: readonly string[], line: Node, place: TriggerPlace): void {
  for (const gate of modeGatesOf(words)) gateFact(place, line, gate);
}

/** The flags that take questions away. */
export function modeGatesOf(words: readonly string[]): GateValue[] {
  return words.flatMap((word, index): GateValue[] => {
    const { flag, inline } = flagOf(word);
    const value = inline ?? words[index + 1];
    const mode = modeFlags.find(([name, needed]) => name === flag && (needed === undefined || needed === value));
    if (!mode) return [];
    const [name, needed, covers] = mode;
    return [{ verdict: "auto", covers, setting: needed === undefined ? name : `${name} ${needed}` }];
  });
}

/** `--flag=value` and `--flag` alike. */
function flagOf(word: string): { readonly flag: string; readonly inline?: string } {
  const split = word.startsWith("--") ? word.indexOf("=") : -1;
  return split < 0 ? { flag: word } : { flag: word.slice(0, split), inline: word.slice(split + 1) };
}

function nextFlag(words: readonly string[], from: number): number {
  let index = from;
  while (index < words.length && !words[index]!.startsWith("--")) index++;
  return index;
}

/** The words of a command line as a shell splits them, quotes taken off; what is unknown stays as it is written. */
export function argumentWords(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.slice(0, 20_000).matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g))
    words.push(word.replaceAll(/["']/g, ""));
  return words;
}

/** A list of tools inside a longer text: a node of its own that points at the whole. */
export function textNode(place: Node, value: string): Node {
  return { kind: "string", value, start: place.start, end: place.end, children: [] };
}

/** Reads the settings that an action writes for its agent: the lists and modes that products share. */
function settingsFacts(node: Node, place: TriggerPlace, product: string): void {
  const text = scalarOf(node) ?? "";
  if (!text.trimStart().startsWith("{") || text.length > 100_000) return;
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch {
    return;
  }
  const permissions = memberOf(settings, "permissions");
  const allowed = [
    ...textsOf(memberOf(permissions, "allow")),
    ...textsOf(memberOf(memberOf(settings, "tools"), "core")),
    ...textsOf(memberOf(settings, "coreTools")),
  ];
  for (const entry of allowed) permissionGrants(textNode(node, entry), place, { record: place.record, product });
  if (memberOf(permissions, "defaultMode") === "bypassPermissions")
    gateFact(place, node, { verdict: "auto", covers: "*", setting: "permissions.defaultMode bypassPermissions" });
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
