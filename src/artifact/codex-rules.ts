/**
 * Codex rules: `.codex/rules/*.rules`, calls in a notation like Starlark's. Source: Codex rules reference
 * (`prefix_rule`, `network_rule`); as of 2026-11 `decision` is `allow` where it is not written, the strictest of the
 * rules that match counts, and an element of `pattern` may be a list of alternatives.
 */
import { networkGrant, prefixGrant, recordGrant } from "#artifact/permission-pattern.ts";
import { readCalls, type CallValue, type RuleCall } from "#artifact/rule-calls.ts";
import { productSubject, recordGate, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { maskWords } from "#secrets/command-text.ts";

/** Command rules of Codex. */
export const codexRules: ArtifactFrontEnd = {
  format: "codex-rules",
  role: "agent-settings",
  syntax: "text",
  claims: (path) => /(^|\/)\.codex\/rules\/[^/]+\.rules$|(^|\/)\.rules\/[^/]+\.codexpolicy$/.test(path),
  facts(document, record) {
    const subject = productSubject(document, "codex", record);
    for (const call of readCalls(document.text)) {
      if (call.name === "prefix_rule") prefixRule(subject, call);
      else if (call.name === "network_rule") networkRule(subject, call);
    }
  },
};

function argument(call: RuleCall, name: string): CallValue | undefined {
  return call.arguments.findLast((given) => given.name === name)?.value;
}

function textArgument(call: RuleCall, name: string): string | undefined {
  const value = argument(call, name);
  return value?.kind === "string" ? value.text : undefined;
}

function prefixRule(subject: Subject, call: RuleCall): void {
  const pattern = argument(call, "pattern") ?? call.arguments.find(({ name }) => name === "")?.value;
  if (pattern?.kind !== "list" || pattern.items.length === 0) return;
  const node = nodeOf(pattern);
  const decision = textArgument(call, "decision") ?? "allow";
  for (const first of words(pattern.items[0]!)) {
    const rest = pattern.items.slice(1).map((item) => words(item).join("|"));
    const prefix = maskWords([first, ...rest]).join(" ");
    const covers = `Bash(${prefix}:*)`;
    const setting = `prefix_rule ${prefix}`;
    if (decision === "allow") recordGrant(prefixGrant(prefix), node, subject, subject.record);
    else if (decision === "prompt") recordGate(subject, node, { verdict: "human", covers, setting });
    else if (decision === "forbidden") recordGate(subject, node, { verdict: "policy", covers, setting });
  }
}

/** The alternatives of one element of a pattern. */
function words(element: CallValue): string[] {
  if (element.kind === "string") return [element.text];
  return element.items.flatMap((item) => (item.kind === "string" ? [item.text] : []));
}

function networkRule(subject: Subject, call: RuleCall): void {
  const host = textArgument(call, "host") ?? textArgument(call, "domain");
  if (host === undefined) return;
  const node = nodeOf(call);
  if ((textArgument(call, "decision") ?? "allow") === "allow") {
    recordGrant(networkGrant(host), node, subject, subject.record);
  } else {
    recordGate(subject, node, { verdict: "policy", covers: `network:${host}`, setting: `network_rule ${host}` });
  }
}

function nodeOf({ start, end }: { readonly start: number; readonly end: number }): Node {
  return { kind: "opaque-text", start, end, children: [] };
}
