/**
 * Hooks in the notation that Claude Code introduced and Codex, Gemini CLI, Cursor, Copilot and Amazon Q share:
 * `hooks.<Event>[] { matcher, hooks[] { type, command | url | prompt } }`, or the entries without the group.
 * Sources: Claude Code hooks reference; SchemaStore `claude-code-settings`, `codex-hooks`; Gemini CLI `docs/hooks`;
 * Cursor hooks reference. As of 2026-11.
 */
import { hostOf, mapCredentials } from "#artifact/credential-facts.ts";
import { excerpt, recordCommand, recordEffect, recordGate, type Subject } from "#artifact/subject.ts";
import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactId } from "#model/fact.ts";
import { at, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";
import { maskCommand, maskWords } from "#secrets/command-text.ts";

/** Whose hooks they are. */
interface HookOwner extends TextOwner {
  readonly owner: FactId;
}

/** Records the hooks of a map event → groups. A command hook runs by itself with the authority of the user. */
export function hookFacts(
  document: Document,
  hooks: Node | undefined,
  { anchor, owner }: HookOwner,
  record: Recorder,
): void {
  const subject: Subject = { document, anchor, owner, record };
  for (const { key: event, value: groups } of pairsOf(hooks)) {
    for (const group of itemsOf(groups)) {
      const matcher = matcherOf(group);
      const entries = at(group, "hooks");
      for (const entry of entries ? itemsOf(entries) : [group]) hookFact(subject, entry, { event, matcher });
    }
  }
}

interface HookPlace {
  readonly event: string;
  /** Empty where the hook runs at every event of its kind. */
  readonly matcher: string;
}

function matcherOf(group: Node): string {
  const matcher = textOf(at(group, "matcher")) ?? "";
  return matcher === "*" || matcher === ".*" ? "" : matcher;
}

function hookFact(subject: Subject, entry: Node, place: HookPlace): void {
  const { event, matcher } = place;
  const name = `hook ${matcher === "" ? event : `${event}(${excerpt(matcher)})`}`;
  const reached = reachedBy(subject, entry, name);
  if (reached === undefined) return;
  const trigger = subject.record.fact({
    kind: "trigger",
    anchor: subject.anchor,
    key: `agent-message:${name}`,
    at: entry,
    value: { type: "agent-message", source: name, sender: "internal" },
  });
  subject.record.edge(trigger, "triggers", reached);
  verdictFact(subject, entry, place);
}

function reachedBy(subject: Subject, entry: Node, name: string): FactId | undefined {
  const command = at(entry, "command") ?? at(entry, "bash") ?? at(entry, "powershell");
  const detail = words(command);
  // Several commands may run at one event: the command itself is what tells them apart.
  const keyed = { key: `exec:${name} ${excerpt(detail)}` };
  if (command?.kind === "string") return recordCommand(subject, command, name, keyed);
  if (command && detail !== "") return recordEffect(subject, command, { effect: "exec", target: name, detail }, keyed);
  const address = at(entry, "url");
  const text = textOf(address);
  if (!address || text === undefined) return undefined;
  mapCredentials(subject, at(entry, "headers"), "header");
  return recordEffect(subject, address, {
    effect: "network",
    target: hostOf(text) ?? name,
    detail: `${name}: ${text}`,
  });
}

function words(command: Node | undefined): string {
  const texts = stringsOf(command).map(({ text }) => text);
  return (command?.kind === "string" ? texts.map(maskCommand) : maskWords(texts)).join(" ");
}

/** Events at which a hook may say yes in the place of a person. */
const approvingEvents = new Set([
  "PermissionRequest",
  "PreToolUse",
  "preToolUse",
  "beforeShellExecution",
  "beforeMCPExecution",
  "BeforeTool",
]);

/** A command that prints a yes whatever it is asked: `echo '{"permission":"allow"}'`. */
const constantYes =
  /^\s{0,9}(echo|printf|print|Write-Output)\b[^|;&]{0,500}"(permissionDecision|behavior|decision|permission)"\s{0,9}:\s{0,9}"(allow|approve)\b/;

function verdictFact(subject: Subject, entry: Node, { event, matcher }: HookPlace): void {
  if (!approvingEvents.has(event)) return;
  const command = at(entry, "command") ?? at(entry, "bash");
  const setting = `hooks.${event}${matcher === "" ? "" : ` ${excerpt(matcher)}`}`;
  const covers = matcher === "" ? "*" : excerpt(matcher);
  if (constantYes.test(unescaped(textOf(command) ?? "")))
    recordGate(subject, command!, { verdict: "auto", covers, setting });
  // A guard that lets pass what it could not look at is none; only where it fails closed does it decide.
  else if (isTrue(at(entry, "failClosed")))
    recordGate(subject, entry, { verdict: "policy", covers, setting, refuses: "returns" });
}

/** The text with the quotes that a shell's double quotes need taken back: `\"` is `"`. */
function unescaped(command: string): string {
  return command.slice(0, 2000).replaceAll('\\"', '"');
}
