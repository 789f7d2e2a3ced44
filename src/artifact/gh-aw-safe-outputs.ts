import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Node } from "#model/document.ts";
import type { EffectValue } from "#model/fact.ts";
import { at, isFalse, pairsOf } from "#model/tree.ts";

/** Keys of `safe-outputs:` that do something; the rest configures how it is done. */
const outputKind =
  /^(add|assign|autofix|call|close|comment|create|dispatch|hide|link|lock|mark|merge|pin|publish|push|remove|rename|replace|reply|resolve|set|submit|unassign|unlock|update|upload)-/;

/** Outputs that reach further than a text on the host: what they start or change. */
const outputEffects: readonly (readonly [RegExp, EffectValue["effect"], string])[] = [
  [/^(dispatch|call)-workflow$/, "deploy", "workflow"],
  [/^merge-pull-request$/, "deploy", "merge"],
  [/^(assign-to-agent|create-agent-(task|session))$/, "spawn-agent", "copilot"],
  [/^push-to-pull-request-branch$/, "file-write", "branch"],
];

/**
 * Records what the workflow does for its agent afterwards, in jobs that may write: each kind of output is a grant,
 * narrowed by its limits and by the detection in front of it, unless that is switched off.
 */
export function safeOutputFacts(matter: Node, place: TriggerPlace): void {
  const outputs = at(matter, "safe-outputs");
  if (outputs?.kind !== "mapping") return;
  const detected = detectionGate(outputs, place);
  for (const { key: kind, keyNode, value } of pairsOf(outputs)) {
    if (outputKind.test(kind) && !isFalse(value)) outputFacts(kind, keyNode, detected, place);
  }
}

function outputFacts(kind: string, node: Node, detected: boolean, { anchor, owner, record }: TriggerPlace): void {
  const id = record.fact({
    kind: "grant",
    anchor,
    key: `github:safe-output ${kind}`,
    owner,
    at: node,
    value: {
      system: "github",
      actions: [kind],
      decision: "hardcoded",
      level: "write",
      ...(detected ? { conditioned: true } : {}),
    },
  });
  const effect = outputEffects.find(([kinds]) => kinds.test(kind));
  if (!effect) return;
  const reached = record.fact({
    kind: "effect",
    anchor,
    key: `${effect[1]}:${effect[2]}`,
    owner,
    at: node,
    value: { effect: effect[1], target: effect[2], detail: kind },
  });
  record.edge(id, "reaches", reached);
}

/** A second look at everything the agent hands over; on unless it is switched off. */
function detectionGate(outputs: Node, { anchor, owner, record }: TriggerPlace): boolean {
  const node = at(outputs, "threat-detection");
  const engine = at(node, "engine");
  const off = isFalse(node) || isFalse(at(node, "enabled")) || (isFalse(engine) && !at(node, "steps"));
  record.fact({
    kind: "gate",
    anchor,
    key: "safe-outputs.threat-detection",
    owner,
    at: node ?? outputs,
    origin: node ? "config" : "default",
    value: {
      verdict: off ? "auto" : "policy",
      covers: "guardrails",
      setting: off ? "safe-outputs.threat-detection false" : "safe-outputs.threat-detection",
    },
  });
  return !off;
}
