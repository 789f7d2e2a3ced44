import { byDefault, effectFact, gateFact, type OpenclawScope, type Reading } from "#artifact/openclaw-scope.ts";
import type { Node } from "#model/document.ts";
import type { FactId, GateValue } from "#model/fact.ts";
import { at, isFalse, isTrue, stringsOf, textOf } from "#model/tree.ts";

/** What the workshop's two settings ask before a skill changes; both are `auto` where nothing is written. */
const verdicts: ReadonlyMap<string, GateValue["verdict"]> = new Map([
  ["off", "human"],
  ["propose", "human"],
  ["pending", "human"],
  ["auto", "auto"],
]);

/** Tools that bring the workshop to an agent. */
const workshopTools = new Set(["skill_workshop", "group:agents"]);

/** Records how skills come and change: the workshop, uploads, folders outside of the workspace. */
export function skillSettings(scope: OpenclawScope, root: Node): void {
  const skills = at(root, "skills");
  const plugin = at(root, "plugins", "entries", "skill-workshop");
  const workshop = at(skills, "workshop") ?? (isTrue(at(plugin, "enabled")) ? at(plugin, "config") : undefined);
  const tool = [...stringsOf(at(root, "tools", "allow")), ...stringsOf(at(root, "tools", "alsoAllow"))].find(
    ({ text }) => workshopTools.has(text),
  );
  if (workshop ?? tool) workshopFacts(scope, workshop, (workshop ?? tool?.node)!);
  const uploads = at(skills, "install", "allowUploadedArchives");
  if (isTrue(uploads))
    gateFact(scope, uploads!, { path: "skills.install.allowUploadedArchives", verdict: "auto", covers: "skills" });
  for (const { text, node } of stringsOf(at(skills, "load", "extraDirs")))
    scope.record.fact({
      kind: "opaque",
      anchor: scope.anchor,
      key: `skills:${text}`,
      owner: scope.agent,
      at: node,
      value: { reason: "Skills are loaded from a folder outside of this tree." },
    });
}

function workshopFacts(scope: OpenclawScope, workshop: Node | undefined, holder: Node): void {
  const autonomous = at(workshop, "autonomous");
  const enabled = at(autonomous, "enabled");
  const mode = at(autonomous, "mode") ?? (autonomous?.kind === "string" ? autonomous : undefined);
  const effect = effectFact(scope, holder, { effect: "self-modify", target: "skill", detail: "skills.workshop" });
  const gates = [
    choiceGate(scope, "skills.workshop.autonomous.mode", isFalse(enabled) ? enabled : mode, holder),
    choiceGate(scope, "skills.workshop.approvalPolicy", at(workshop, "approvalPolicy"), holder),
  ];
  for (const gate of gates) scope.record.edge(gate, "guards", effect);
}

function choiceGate(scope: OpenclawScope, path: string, node: Node | undefined, holder: Node): FactId {
  const choice = isFalse(node) ? "off" : (textOf(node) ?? "auto");
  const verdict = verdicts.get(choice);
  const written = node !== undefined && verdict !== undefined;
  const reading: Reading = written ? {} : byDefault;
  return gateFact(
    scope,
    written ? node : holder,
    { path, choice: written ? choice : "auto", verdict: verdict ?? "auto", covers: "skills" },
    reading,
  );
}
