import { endsIn } from "#artifact/names.ts";
import { written } from "#artifact/subject.ts";
import { openclawAnchor, openclawScope } from "#artifact/openclaw-scope.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { EffectValue, FactId } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, pairsOf, scalarOf, stringsOf, textOf } from "#model/tree.ts";
import { hostIn } from "#secrets/address-secrets.ts";
import { maskWords } from "#secrets/command-text.ts";

/** Jobs that start an OpenClaw agent, or a command, by the clock. Source: docs/automation/cron-jobs.md. */
export const openclawCron: ArtifactFrontEnd = {
  format: "openclaw-cron",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => endsIn(path, "cron/jobs.json"),
  facts(document, record) {
    const { root } = document;
    const jobs = root.kind === "sequence" ? root : at(root, "jobs");
    if (jobs) openclawScope(document, record);
    cronJobFacts(document, jobs, record);
  },
};

/** Records each job of a list, or of a map from ids to jobs: when it runs, what it runs, where its result goes. */
export function cronJobFacts(document: Document, jobs: Node | undefined, record: Recorder): void {
  const listed = [...itemsOf(jobs), ...pairsOf(jobs).map(({ value }) => value)];
  const agents = new Map<string, FactId>();
  for (const job of listed) {
    if (job.kind === "mapping") jobFacts({ document, record, agents }, job);
  }
}

interface JobReading {
  readonly document: Document;
  readonly record: Recorder;
  /** Ids of the agents seen so far, by name. */
  readonly agents: Map<string, FactId>;
}

/** A job, with what its facts share. */
interface Job {
  readonly reading: JobReading;
  readonly job: Node;
  readonly anchor: string;
  readonly agent: FactId;
  readonly trigger: FactId;
  /** What the job is called, to tell its commands from those of others. */
  readonly name: string;
}

function jobFacts(reading: JobReading, node: Node): void {
  const name = textOf(at(node, "agentId"));
  const anchor = name === undefined ? openclawAnchor : `agent/${name}`;
  const agent = agentOf(reading, name ?? "openclaw", anchor, at(node, "agentId") ?? node);
  const schedule = scheduleOf(at(node, "schedule"));
  const enabled = !isFalse(at(node, "enabled"));
  const trigger = reading.record.fact({
    kind: "trigger",
    anchor,
    key: `schedule:${schedule}`,
    at: at(node, "schedule") ?? node,
    value: { type: "schedule", source: schedule, sender: enabled ? "internal" : "none" },
  });
  const label = textOf(at(node, "name")) ?? textOf(at(node, "id")) ?? textOf(at(node, "jobId")) ?? "job";
  const job: Job = { reading, job: node, anchor, agent, trigger, name: label };
  if (!enabled) return;
  payloadFacts(job);
  deliveryFact(job);
}

function agentOf({ record, agents }: JobReading, name: string, anchor: string, node: Node): FactId {
  const known = agents.get(name);
  if (known !== undefined) return known;
  const id = record.fact({
    kind: "principal",
    anchor,
    key: name,
    at: node,
    value: { type: "agent", product: "openclaw" },
  });
  agents.set(name, id);
  return id;
}

/** A schedule as people write it: `every 30m`, `0 7 * * *`, `at 2026-02-01T16:00:00Z`, `on-exit`. */
function scheduleOf(schedule: Node | undefined): string {
  const text = textOf(schedule);
  if (text !== undefined) return text;
  const kind = textOf(at(schedule, "kind")) ?? "";
  const expression = textOf(at(schedule, "expr")) ?? textOf(at(schedule, "cron"));
  if (expression !== undefined) return expression;
  const every = at(schedule, "everyMs") ?? at(schedule, "every");
  if (every) return `every ${intervalOf(scalarOf(every) ?? "")}`;
  const minutes = at(schedule, "minutes");
  if (minutes) return `every ${intervalOf(String(Number(scalarOf(minutes)) * 60_000))}`;
  const moment = at(schedule, "at") ?? at(schedule, "atMs") ?? at(schedule, "run_at");
  return moment ? `at ${scalarOf(moment) ?? "unknown"}` : kind || "unknown";
}

/** Milliseconds per unit, widest first. */
const units: readonly (readonly [number, string])[] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "m"],
  [1000, "s"],
  [1, "ms"],
];

/** Milliseconds in the widest unit that divides them; a text that is no number as it stands. */
function intervalOf(text: string): string {
  const milliseconds = Number(text);
  if (text === "" || !Number.isSafeInteger(milliseconds) || milliseconds <= 0) return text || "unknown";
  const [size, name] = units.find(([unit]) => milliseconds % unit === 0) ?? [1, "ms"];
  return `${milliseconds / size}${name}`;
}

/** Payloads that wake the agent even without a text. */
const wakingKinds = new Set(["agentTurn", "systemEvent", "heartbeat"]);

function payloadFacts(job: Job): void {
  const payload = at(job.job, "payload");
  const kind = textOf(at(payload, "kind")) ?? textOf(at(payload, "type")) ?? "";
  const message = at(payload, "message") ?? at(payload, "text") ?? at(job.job, "prompt") ?? at(job.job, "message");
  if (message?.kind === "string") embed(job, message, "markdown");
  if (message?.kind === "string" || wakingKinds.has(kind)) job.reading.record.edge(job.trigger, "triggers", job.agent);
  const words = stringsOf(at(payload, "argv"));
  if (words.length > 0) argvFacts(job, words);
  else commandFact(job, at(payload, "shell") ?? at(payload, "command"), "command");
  commandFact(job, at(payload, "script") ?? at(job.job, "script"), "script");
  commandFact(job, at(job.job, "trigger", "script"), "trigger.script");
  if (isTrue(at(payload, "allowUnsafeExternalContent"))) unsafeGate(job, payload!);
}

/** The words of `sh -lc` are one shell text; other programs are told by their words. */
function argvFacts(job: Job, words: readonly { readonly text: string; readonly node: Node }[]): void {
  const first = words[0]!;
  const program = first.text.slice(first.text.lastIndexOf("/") + 1);
  const inline = /^(ba|z|da|k)?sh$/.test(program) && /^-\w*c$/.test(words[1]?.text ?? "") ? words[2] : undefined;
  effect(job, first.node, {
    effect: "exec",
    target: inline ? `cron ${job.name} command` : program,
    detail: maskWords(words.map(({ text }) => text)).join(" "),
  });
  if (inline?.node.kind === "string") embed(job, inline.node, "bash");
}

function commandFact(job: Job, node: Node | undefined, what: string): void {
  const text = textOf(node);
  if (!node || text === undefined) return;
  effect(job, node, { effect: "exec", target: `cron ${job.name} ${what}`, detail: text });
  embed(job, node, "bash");
}

/** Where a result goes: a hook on the network, or a chat. */
function deliveryFact(job: Job): void {
  const delivery = at(job.job, "delivery");
  const mode = textOf(at(delivery, "mode"));
  const to = textOf(at(delivery, "to")) ?? "";
  if (mode === "webhook") {
    const host = hostIn(to);
    effect(job, at(delivery, "to") ?? delivery!, { effect: "network", target: host ?? "webhook" });
  } else if (mode === "announce" && at(delivery, "channel")) {
    effect(job, at(delivery, "channel")!, { effect: "network", target: textOf(at(delivery, "channel")) ?? "last" });
  }
}

function effect({ reading, anchor, agent, trigger }: Job, node: Node, { detail, ...value }: EffectValue): void {
  const id = reading.record.fact({
    kind: "effect",
    anchor,
    key: `${value.effect}:${value.target}`,
    owner: agent,
    at: node,
    value: { ...value, ...(detail ? written(detail) : {}) },
  });
  reading.record.edge(trigger, "triggers", id);
}

function unsafeGate({ reading, anchor, agent }: Job, node: Node): void {
  reading.record.fact({
    kind: "gate",
    anchor,
    key: "payload.allowUnsafeExternalContent",
    owner: agent,
    at: node,
    value: { verdict: "auto", covers: "guardrails", setting: "payload.allowUnsafeExternalContent" },
  });
}

function embed({ reading, anchor, agent }: Job, node: Node, language: string): void {
  reading.record.embed(embeddingOf(reading.document, node, language), { anchor, owner: agent });
}
