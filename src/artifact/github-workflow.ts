import { digestOf } from "#artifact/digest.ts";
import { folderName, stem, workflowName } from "#artifact/names.ts";
import { agentFacts } from "#artifact/workflow-agent-facts.ts";
import { hasClosedList } from "#artifact/workflow-agent-tools.ts";
import { agentOf, ownCheckOf, type AgentRun, type OwnCheck } from "#artifact/workflow-agent.ts";
import { both } from "#artifact/workflow-condition.ts";
import type { Passage } from "#artifact/workflow-condition-leaf.ts";
import { stepCredentials } from "#artifact/workflow-credential.ts";
import { abridged } from "#artifact/subject.ts";
import { WorkflowGates } from "#artifact/workflow-gate.ts";
import { mayExchange, permissionFact } from "#artifact/workflow-permission.ts";
import { runTexts, type RunDefaults } from "#artifact/workflow-run.ts";
import { SecretUses } from "#artifact/workflow-secret.ts";
import { jobsOf, stepsOf, type Job, type Step } from "#artifact/workflow-steps.ts";
import { eventsOf, triggerFact, type TriggerPlace, type WorkflowEvent } from "#artifact/workflow-trigger.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { factId, type FactId, type PrincipalValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, pairsOf, scalarOf, textOf, type Pair } from "#model/tree.ts";
import { maskNamed } from "#secrets/redact.ts";

/** GitHub Actions workflows. Source: "Workflow syntax for GitHub Actions". */
export const githubWorkflow: ArtifactFrontEnd = {
  format: "github-workflow",
  role: "workflow",
  syntax: "yaml",
  claims: (path) => /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  facts: workflowFacts,
};

/** Composite actions: steps without triggers, permissions or secrets of their own. */
export const compositeAction: ArtifactFrontEnd = {
  format: "composite-action",
  role: "workflow",
  syntax: "yaml",
  claims: (path) => /(^|\/)action\.ya?ml$/.test(path),
  facts(document, record) {
    const { root } = document;
    const steps = stepsOf(at(root, "runs", "steps"));
    if (steps.length === 0) return;
    const name = folderName(document.path) || "action";
    const runs = steps.flatMap((step) => agentOf(step) ?? []);
    const anchor = `action/${name}`;
    const node = at(root, "runs", "using") ?? root;
    const owner = record.fact({ kind: "principal", anchor, key: name, at: node, value: principalValue(runs) });
    const place = { anchor, owner, record };
    for (const run of runs) agentFacts(run, place, false);
    const secrets = new SecretUses();
    for (const step of steps) stepCredentials(step, secrets, place, undefined);
    secrets.record(place);
    runTexts(document, steps, {}, place);
  },
};

interface Workflow {
  readonly document: Document;
  readonly stem: string;
  readonly events: readonly WorkflowEvent[];
  readonly permissions: Pair | undefined;
  readonly gates: WorkflowGates;
  readonly defaults: RunDefaults;
  /** The workflow's own environment, which reaches every job. */
  readonly env: Node | undefined;
  readonly record: Recorder;
}

function workflowFacts(document: Document, record: Recorder): void {
  const { root } = document;
  const jobs = jobsOf(root);
  const env = at(root, "env");
  const workflow: Workflow = {
    document,
    stem: workflowName(document.path),
    // Readers of YAML 1.1 take the key `on` for a boolean.
    events: eventsOf(at(root, "on") ?? at(root, "true")),
    permissions: pairOf(root, "permissions"),
    gates: new WorkflowGates(jobs, (step) => agentOf(step) !== undefined),
    defaults: { shell: textOf(at(root, "defaults", "run", "shell")) },
    env: env && jobs.length * env.children.length <= maximalInherited ? env : undefined,
    record,
  };
  const owners = jobs.map((job) => jobFacts(job, workflow));
  const call = workflow.events.find(({ name }) => name === "workflow_call");
  if (call) callableFact(call, owners, workflow);
  if (env && !workflow.env) opaqueEnvironment(env, workflow);
}

function pairOf(node: Node, key: string): Pair | undefined {
  return pairsOf(node).findLast((pair) => pair.key === key);
}

function jobFacts(job: Job, workflow: Workflow): FactId {
  const { record } = workflow;
  const anchor = `workflow/${workflow.stem}/${job.name}`;
  const runs = job.steps.flatMap((step) => agentOf(step) ?? []);
  const owner = record.fact({
    kind: "principal",
    anchor,
    key: job.name,
    at: runs[0]?.step.uses ?? job.keyNode,
    value: runs.length > 0 ? principalValue(runs) : calledValue(job),
  });
  const place = { anchor, owner, record };
  triggerFacts(job, runs, workflow, place);
  const permissions = pairOf(job.node, "permissions") ?? workflow.permissions;
  permissionFact(permissions, job.keyNode, place);
  environmentGate(job, place);
  for (const run of runs) agentFacts(run, place, mayExchange(permissions));
  credentialFacts(job, workflow.env, place);
  const runsOn = at(job.node, "runs-on");
  runTexts(
    workflow.document,
    job.steps,
    {
      shell: textOf(at(job.node, "defaults", "run", "shell")) ?? workflow.defaults.shell,
      windows: /windows/i.test(scalarOf(runsOn) ?? scalarOf(runsOn?.children[0]) ?? ""),
    },
    place,
  );
  const called = calledWorkflow(textOf(at(job.node, "uses")));
  if (called !== undefined) {
    const name = workflow.stem.slice(0, workflow.stem.lastIndexOf("/") + 1) + called;
    record.edge(owner, "delegates-to", factId("principal", `workflow/${name}`, name));
  }
  return owner;
}

/** A workflow that others call is a principal of its own, so that what starts the caller leads to what the jobs reach. */
function callableFact(
  { node }: WorkflowEvent,
  jobs: readonly FactId[],
  { record, stem: name }: Pick<Workflow, "record" | "stem">,
): void {
  const id = record.fact({
    kind: "principal",
    anchor: `workflow/${name}`,
    key: name,
    at: node,
    value: { type: "service", product: "github-actions" },
  });
  for (const job of jobs) record.edge(id, "uses", job);
}

/** The workflow of the same repository that a job calls, by its name. */
function calledWorkflow(uses: string | undefined): string | undefined {
  return uses !== undefined && /^\.\/\.github\/workflows\/[^/]+\.ya?ml$/.test(uses) ? stem(uses) : undefined;
}

/** A job that runs an agent acts as that agent; every other one is a service of the host. */
function principalValue(runs: readonly AgentRun[]): PrincipalValue {
  const [first] = runs;
  if (!first) return { type: "service", product: "github-actions" };
  const { step, product, action } = first;
  const model = action?.modelInput === undefined ? undefined : scalarOf(at(step.inputs, action.modelInput));
  return {
    type: "agent",
    product,
    ...(step.action === undefined ? {} : { package: step.action }),
    ...(step.reference === undefined ? {} : { version: step.reference }),
    ...(step.action === undefined ? {} : { pinned: isPinned(step) }),
    ...(model ? { model } : {}),
    ...(runs.every(hasClosedList) ? { tools: "listed" } : {}),
  };
}

/** What workflows that run agents are called, and the secrets that they are given. */
const agentName =
  /(?:^|[^a-z])(?:ai|agents?|agentic|llm|claude|anthropic|codex|openai|gemini|copilot|opencode|droid|cursor|aider)(?![a-z])/i;

/**
 * A job that calls a workflow of another repository hands all it has to it. Where that runs an agent by its name or by
 * the secrets that it gets, what it is given are an agent's instructions.
 */
function calledValue({ node }: Job): PrincipalValue {
  const called = textOf(at(node, "uses")) ?? "";
  const [target = "", version] = called.split("@", 2);
  const secrets = at(node, "secrets");
  const names = pairsOf(secrets).map(({ key }) => key.replaceAll("_", "-"));
  if (target.startsWith("./") || ![target, ...names].some((name) => agentName.test(name))) return principalValue([]);
  const given = pairsOf(at(node, "with")).map(({ key, value }) => `${key}: ${scalarOf(value) ?? ""}`);
  return {
    ...principalValue([]),
    package: target,
    ...(version === undefined ? {} : { version }),
    pinned: /^[0-9a-f]{40}$/i.test(version ?? ""),
    digest: digestOf(maskNamed(given.sort(compareText).join("\n").replaceAll(/\r\n?/g, "\n"))),
  };
}

function isPinned({ action, reference }: Step): boolean {
  return action!.startsWith("./") || /^[0-9a-f]{40}$|^sha256:[0-9a-f]{64}$/i.test(reference ?? "");
}

function triggerFacts(job: Job, runs: readonly AgentRun[], workflow: Workflow, place: TriggerPlace): void {
  const conditions = new Set<string>();
  const checks = ownChecks(runs);
  for (const event of workflow.events) {
    const own = workflow.gates.passage(job, event.name);
    triggerFact(event, guarded(own, checks, event), place);
    if (typeof own === "object" && event.sender !== "internal") conditions.add(abridged(own.setting));
  }
  for (const setting of conditions) senderGate(`if ${setting}`, at(job.node, "if") ?? job.keyNode, place);
  for (const { step, check } of checks) senderGate(check.setting, step.uses ?? step.node, place);
}

interface StepCheck {
  readonly step: Step;
  readonly check: OwnCheck;
}

/** The checks that the agents' actions make, if together they stand before the job: one agent that lets anyone in is enough to get in. */
function ownChecks(runs: readonly AgentRun[]): StepCheck[] {
  const checks = runs.flatMap((run) => {
    const check = ownCheckOf(run);
    return check?.sender === "writers" ? [{ step: run.step, check }] : [];
  });
  return checks.length === runs.length ? checks : [];
}

function senderGate(setting: string, node: Node, { anchor, owner, record }: TriggerPlace): void {
  record.fact({
    kind: "gate",
    anchor,
    key: setting,
    owner,
    at: node,
    confidence: "high",
    value: { verdict: "allowlist", covers: "*", setting },
  });
}

/** The check that the agents' own actions make comes on top: it counts only if every agent of the job has one. */
function guarded(passage: Passage, checks: readonly StepCheck[], event: WorkflowEvent): Passage {
  const check = event.sender === "open" ? checks.at(-1)?.check : undefined;
  if (check?.sender !== "writers") return passage;
  const { sender, senders, setting } = check;
  return both(passage, { sender, ...(senders.length > 0 ? { senders } : {}), setting });
}

function environmentGate({ environment, node }: Job, { anchor, owner, record }: TriggerPlace): void {
  if (environment === undefined) return;
  const setting = `environment ${environment}`;
  record.fact({
    kind: "gate",
    anchor,
    key: setting,
    owner,
    at: at(node, "environment")!,
    value: { verdict: "policy", covers: "deploy", setting },
  });
}

function credentialFacts(job: Job, inherited: Node | undefined, place: TriggerPlace): void {
  const { node, environment } = job;
  const uses = new SecretUses();
  uses.map(at(node, "env"), { via: "env", environment });
  uses.map(at(node, "with"), { via: "input", environment });
  const secrets = at(node, "secrets");
  if (textOf(secrets) === "inherit") uses.store("inherit", secrets!);
  else uses.map(secrets, { via: "input", environment });
  for (const key of ["container", "services"]) uses.tree(at(node, key), { via: "env", environment });
  uses.tree(at(node, "strategy"), { environment });
  uses.map(at(node, "outputs"), { via: "output", environment });
  for (const step of job.steps) stepCredentials(step, uses, place, environment);
  uses.map(inherited, { via: "env", environment });
  uses.record(place);
}

/** More secrets × jobs than any workflow has. */
const maximalInherited = 20_000;

function opaqueEnvironment(env: Node, { record, stem: name }: Workflow): void {
  record.fact({
    kind: "opaque",
    anchor: `workflow/${name}`,
    key: "environment",
    at: env,
    value: { reason: "Too many jobs and variables to say which job gets which secret." },
  });
}
