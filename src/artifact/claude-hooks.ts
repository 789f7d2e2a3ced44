import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import { at, itemsOf, pairsOf, textOf } from "#model/tree.ts";

/**
 * Hooks in Claude Code's notation: `hooks.<Event>[] { matcher, hooks[] { type, command | url | prompt } }`.
 * A command hook runs by itself with the user's authority; its text is embedded as shell.
 */
export function hookFacts(
  document: Document,
  hooks: Node | undefined,
  { anchor, owner }: TextOwner,
  record: Recorder,
): void {
  for (const { key: event, value: groups } of pairsOf(hooks)) {
    for (const group of itemsOf(groups)) {
      const matcher = textOf(at(group, "matcher")) ?? "";
      const entries = at(group, "hooks") ? itemsOf(at(group, "hooks")) : [group];
      for (const entry of entries)
        hookFact(document, entry, { anchor, ...(owner ? { owner } : {}), event, matcher }, record);
    }
  }
}

interface HookPlace extends TextOwner {
  readonly event: string;
  readonly matcher: string;
}

function hookFact(
  document: Document,
  entry: Node,
  { anchor, owner, event, matcher }: HookPlace,
  record: Recorder,
): void {
  const command = at(entry, "command") ?? at(entry, "bash");
  const address = textOf(at(entry, "url"));
  const detail = textOf(command) ?? address;
  if (detail === undefined) return;
  const place = matcher === "" || matcher === "*" ? event : `${event}(${matcher})`;
  const id = record.fact({
    kind: "effect",
    anchor,
    key: `hook:${place}`,
    at: command ?? at(entry, "url")!,
    ...(owner === undefined ? {} : { owner }),
    value: {
      effect: address === undefined ? "exec" : "network",
      target: `hook ${place}`,
      detail: detail.slice(0, 200),
    },
  });
  const trigger = record.fact({
    kind: "trigger",
    anchor,
    key: `hook:${place}`,
    at: entry,
    value: { type: "agent-message", source: `hook ${place}`, sender: "internal" },
  });
  record.edge(trigger, "triggers", id);
  if (command?.kind === "string")
    record.embed(embeddingOf(document, command, "bash"), { anchor, ...(owner ? { owner } : {}) });
}
