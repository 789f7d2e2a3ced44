import { both, either, passageOf } from "#artifact/workflow-condition.ts";
import type { ConditionGate, GateLookup, Passage } from "#artifact/workflow-condition-leaf.ts";
import { inputOf, type Job, type Step } from "#artifact/workflow-steps.ts";
import { at, isTrue, scalarOf, textOf } from "#model/tree.ts";

/** Which steps of a job are looked at for their own conditions: those that run an agent. */
export type StepFilter = (step: Step) => boolean;

/** How a step that checks the sender refuses: by failing, or by an output that later conditions must read. */
type Check = "fails" | "tells" | undefined;

/** Actions made to check who started the run. `tells`: unless the input named last is true, they only set an output. */
const checkActions: readonly (readonly [string, Exclude<Check, undefined>, string?])[] = [
  ["actions-cool/check-user-permission", "tells", "error-if-missing"],
  ["skjnldsv/check-actor-permission", "fails"],
  ["prince-chrismc/check-actor-permissions-action", "fails"],
  ["lannonbr/repo-permission-check-action", "fails"],
  ["sushichop/action-repository-permission", "fails"],
  ["im-open/is-actor-authorized", "fails"],
  ["themoddinginquisition/actions-team-membership", "fails"],
  ["tspascoal/get-user-teams-membership", "tells"],
  ["morfien101/actions-authorized-user", "tells"],
];

/** Texts of scripts that ask the host what rights somebody has. */
const asksForRights =
  /getCollaboratorPermissionLevel|checkCollaborator\b|checkMembershipForUser|getMembershipForUserInOrg|\/collaborators\/|\/memberships\/|\/orgs\/[^\s/]{1,100}\/members\/|author_association|AUTHOR_ASSOCIATION/;
const refuses = /\bsetFailed\b|\bprocess\.exit\s*\(\s*[1-9]|\bthrow\b|\bexit\s+[1-9]/;

function checkOf(step: Step): Check {
  const known = checkActions.find(([action]) => action === step.action);
  if (known) {
    const [, check, strict] = known;
    return strict !== undefined && inputOf(step, strict) === "true" ? "fails" : check;
  }
  const script = textOf(step.run) ?? (step.action === "actions/github-script" ? inputOf(step, "script") : undefined);
  const asked = script !== undefined && (asksForRights.test(script) || asksInEnvironment(step, script));
  return asked ? (refuses.test(script) ? "fails" : "tells") : undefined;
}

/** A script may take the association from its environment instead of from its own text. */
function asksInEnvironment(step: Step, script: string): boolean {
  return (
    /\bexit\s+[1-9]|GITHUB_OUTPUT/.test(script) &&
    (step.env?.children ?? []).some((pair) => /author_association/.test(scalarOf(pair.children[1]) ?? ""))
  );
}

/** Answers for every job and event who can make the job, or the chosen steps in it, run. */
export class WorkflowGates {
  private readonly jobs: ReadonlyMap<string, Job>;
  private readonly order: readonly Job[];
  private readonly chosen: StepFilter;
  private readonly checks = new Map<Step, Check>();
  private readonly stepIds = new Map<Job, ReadonlyMap<string, Step>>();
  private readonly starts = new Map<string, ReadonlyMap<Job, Passage>>();

  constructor(jobs: readonly Job[], chosen: StepFilter) {
    this.jobs = new Map(jobs.map((job) => [job.name, job]));
    this.order = neededFirst(jobs, this.jobs);
    this.chosen = chosen;
    for (const job of jobs) {
      for (const step of job.steps) this.checks.set(step, checkOf(step));
      this.stepIds.set(job, new Map(job.steps.flatMap((step) => (step.id === undefined ? [] : [[step.id, step]]))));
    }
  }

  /** What must hold before the chosen steps of the job run when the event starts the workflow. */
  passage(job: Job, event: string): Passage {
    const start = this.startsOf(event).get(job) ?? "open";
    return start === "never" ? "never" : both(start, this.stepsPassage(job, event));
  }

  /** What must hold before each job starts: its own condition, and those of the jobs it needs. */
  private startsOf(event: string): ReadonlyMap<Job, Passage> {
    const known = this.starts.get(event);
    if (known) return known;
    const starts = new Map<Job, Passage>();
    const checked = new Map<Job, Passage>();
    this.starts.set(event, starts);
    for (const job of this.order) {
      let passage = passageOf(job.condition, event, this.lookup(job, event));
      for (const name of job.condition.ignoresNeeds ? [] : job.needs) {
        const need = this.jobs.get(name);
        if (need) passage = both(passage, both(starts.get(need) ?? "open", checked.get(need) ?? "always"));
      }
      starts.set(job, passage);
      checked.set(job, this.failingCheck(job, job.steps, event) ?? "always");
    }
    return starts;
  }

  private stepsPassage(job: Job, event: string): Passage {
    const first = job.steps.findIndex(this.chosen);
    const failing = this.failingCheck(job, first < 0 ? [] : job.steps.slice(0, first), event) ?? "always";
    if (first < 0) return failing;
    const lookup = this.lookup(job, event);
    let any: Passage = "never";
    for (const step of job.steps) {
      if (this.chosen(step)) any = either(any, passageOf(step.condition, event, lookup));
    }
    return both(failing, any);
  }

  /** The gate of a check that ends the job if it refuses, and that no condition passes over. */
  private failingCheck(job: Job, steps: readonly Step[], event: string): ConditionGate | undefined {
    if (isTrue(at(job.node, "continue-on-error"))) return undefined;
    const lookup = this.lookup(job, event);
    const step = steps.find(
      (candidate) =>
        this.checks.get(candidate) === "fails" &&
        !candidate.continues &&
        passageOf(candidate.condition, event, lookup) === "always",
    );
    return step ? { sender: "writers", setting: checkName(step) } : undefined;
  }

  private lookup(job: Job, event: string): GateLookup {
    return (scope, id, output) => {
      if (scope === "steps") return this.toldBy(job, id);
      const need = this.jobs.get(id);
      if (!need) return undefined;
      const source = /steps\.([\w-]{1,100})\./.exec(need.outputs.get(output) ?? "")?.[1];
      const told = source === undefined ? undefined : this.toldBy(need, source);
      const start = this.starts.get(event)?.get(need);
      return told ?? (typeof start === "object" ? start : undefined);
    };
  }

  private toldBy(job: Job, id: string): ConditionGate | undefined {
    const step = this.stepIds.get(job)?.get(id);
    return step && this.checks.get(step) !== undefined ? { sender: "writers", setting: checkName(step) } : undefined;
  }
}

/** The jobs, each after those it needs; a circle is cut where it closes, and its jobs are taken for open. */
function neededFirst(jobs: readonly Job[], byName: ReadonlyMap<string, Job>): Job[] {
  const order: Job[] = [];
  const seen = new Set<Job>();
  for (const start of jobs) {
    const stack: { readonly job: Job; next: number }[] = [{ job: start, next: 0 }];
    if (seen.has(start)) continue;
    seen.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const name = top.job.needs[top.next++];
      const need = name === undefined ? undefined : byName.get(name);
      if (name === undefined) {
        order.push(top.job);
        stack.pop();
      } else if (need && !seen.has(need)) {
        seen.add(need);
        stack.push({ job: need, next: 0 });
      }
    }
  }
  return order;
}

function checkName(step: Step): string {
  return step.action ?? `step ${step.id ?? scalarOf(at(step.node, "name")) ?? "check"}`;
}
