import { append } from "#model/append.ts";
import { engineFacts, sandboxFacts, toolFacts } from "#artifact/gh-aw-tools.ts";
import { awTriggerFacts } from "#artifact/gh-aw-trigger.ts";
import { safeOutputFacts } from "#artifact/gh-aw-safe-outputs.ts";
import { workflowName } from "#artifact/names.ts";
import { frontMatterOf, recordFences } from "#artifact/prose-document.ts";
import { stepCredentials } from "#artifact/workflow-credential.ts";
import { permissionFact } from "#artifact/workflow-permission.ts";
import { runTexts } from "#artifact/workflow-run.ts";
import { SecretUses } from "#artifact/workflow-secret.ts";
import { jobsOf, stepsOf, type Step } from "#artifact/workflow-steps.ts";
import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { at, itemsOf, pairsOf, scalarOf } from "#model/tree.ts";

/**
 * GitHub Agentic Workflows: Markdown with front matter that is compiled to a workflow whose job runs an agent.
 * Source: gh-aw's reference pages on front matter, triggers, tools, safe outputs, network and sandbox.
 */
export const ghAwWorkflow: ArtifactFrontEnd = {
  format: "gh-aw-workflow",
  role: "workflow",
  syntax: "markdown",
  claims: (path) => /(^|\/)\.github\/workflows\/[^/]+\.md$/.test(path),
  markers: ["safe-outputs:", "engine:", "tools:", "permissions:"],
  recognises: (document) => /(^|\/)workflows\/[^/]+\.md$/.test(document.path) && isWorkflow(document),
  facts: awFacts,
};

/** Front matter with a trigger and one of the keys that only an agentic workflow has. */
function isWorkflow(document: Document): boolean {
  const matter = frontMatterOf(document);
  const keys = ["engine", "safe-outputs", "tools", "permissions"];
  return triggerNode(matter) !== undefined && keys.some((key) => at(matter, key) !== undefined);
}

/** Readers of YAML 1.1 take the key `on` for a boolean. */
function triggerNode(matter: Node | undefined): Node | undefined {
  return at(matter, "on") ?? at(matter, "true");
}

const products: ReadonlyMap<string, string> = new Map([
  ["copilot", "copilot-cli"],
  ["claude", "claude-code"],
  ["codex", "codex"],
  ["gemini", "gemini-cli"],
]);

function awFacts(document: Document, record: Recorder): void {
  const matter = frontMatterOf(document);
  if (!matter || !isWorkflow(document)) return;
  const name = workflowName(document.path);
  const anchor = `workflow/${name}`;
  const engine = at(matter, "engine");
  const engineName = scalarOf(engine) ?? scalarOf(at(engine, "id")) ?? "copilot";
  const model = scalarOf(at(engine, "model"));
  const on = triggerNode(matter)!;
  const owner = record.fact({
    kind: "principal",
    anchor,
    key: name,
    at: engine ?? on,
    value: { type: "agent", product: products.get(engineName) ?? engineName, ...(model ? { model } : {}) },
  });
  const place = { anchor, owner, record };
  awTriggerFacts(matter, on, place);
  permissionFact(
    pairsOf(matter).findLast(({ key }) => key === "permissions"),
    on,
    place,
  );
  toolFacts(document, matter, place);
  sandboxFacts(matter, place);
  engineFacts(matter, place);
  safeOutputFacts(matter, place);
  scriptFacts(document, matter, place);
  recordFences(document, place, record);
  record.prose(document, place);
}

/** The steps written beside the agent run on the same runner, before or after it. */
function scriptFacts(document: Document, matter: Node, place: TriggerPlace): void {
  const lists = ["steps", "pre-steps", "pre-agent-steps", "post-steps"].map((key) => at(matter, key));
  lists.push(at(triggerNode(matter), "steps"));
  const steps: Step[] = lists.flatMap((list) => (itemsOf(list).length > 0 ? stepsOf(list) : []));
  for (const job of jobsOf(matter)) append(steps, job.steps);
  for (const { value } of pairsOf(at(matter, "safe-outputs", "jobs"))) append(steps, stepsOf(at(value, "steps")));
  runTexts(document, steps, {}, place);
  const secrets = new SecretUses();
  for (const step of steps) stepCredentials(step, secrets, place, undefined);
  secrets.tree(matter, {});
  secrets.record(place);
}
