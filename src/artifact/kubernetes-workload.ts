import { issuerOf, modelProviders } from "#secrets/credential-issuer.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { serviceAccount, type KubernetesObject } from "#artifact/kubernetes-object.ts";
import type { Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { Confidence, FactId } from "#model/fact.ts";
import { at, isFalse, isTrue, itemsOf, scalarOf, textOf } from "#model/tree.ts";

/** Agents and frameworks by name. */
const agentNames =
  /(^|[^a-z])(claude|codex|copilot|openclaw|clawdbot|opencode|gemini-cli|autogen|crewai|langgraph|aider|openhands)([^a-z]|$)/i;

/** The word alone says it too, though less surely. */
const agentWord = /(^|[^a-z])agents?([^a-z]|$)/i;

/** Names with such a word that are helpers of the cluster: they collect, route or ship, and no model decides. */
const nodeAgents =
  /controller|operator|webhook|exporter|collector|proxy|(node|monitoring|datadog|newrelic|zabbix|elastic|fluent|log(ging)?|metrics|backup|security|vault|consul|puppet|jenkins|build|azp|buildkite|gitlab|runner|guest|ssm|cloudwatch|telemetry|otel|grafana|jaeger|nomad|spire|falcon|wiz)[-_/]?agent/i;

/** Records a workload, the account that it runs as, and the secrets that it is given. */
export function workloadFacts({ node, name, namespace, kind }: KubernetesObject, record: Recorder): void {
  const pod = podOf(node, kind);
  if (!pod) return;
  const containers = [...itemsOf(at(pod, "initContainers")), ...itemsOf(at(pod, "containers"))];
  const anchor = `workload/${namespace}/${name}`;
  const evidence = agentEvidence(name, containers);
  const owner = record.fact({
    kind: "principal",
    anchor,
    key: name,
    at: at(node, "metadata", "name") ?? node,
    confidence: evidence ?? "very-high",
    value: { type: evidence ? "agent" : "service", product: "kubernetes" },
  });
  accountOf({ pod, owner, namespace, node, record });
  for (const container of containers) containerFacts(container, { anchor, owner, record });
  if (isTrue(at(pod, "hostPID")) || isTrue(at(pod, "hostNetwork")))
    hostGrant(at(pod, "hostPID") ?? at(pod, "hostNetwork")!, { anchor, owner, record });
}

/** The pod that an object makes: its own, its template's, or that of the job it schedules. */
function podOf(node: Node, kind: string): Node | undefined {
  const spec = at(node, "spec");
  if (kind === "Pod") return spec;
  if (kind === "CronJob") return at(spec, "jobTemplate", "spec", "template", "spec");
  return at(spec, "template", "spec");
}

/** How surely a workload runs an agent: its name, its images and the model keys it gets say so; undefined if none does. */
function agentEvidence(name: string, containers: readonly Node[]): Confidence | undefined {
  const given = containers.some((container) =>
    itemsOf(at(container, "env")).some((variable) => {
      const issuer = issuerOf(scalarOf(at(variable, "name")) ?? "");
      return issuer !== undefined && issuer !== "google" && modelProviders.has(issuer);
    }),
  );
  const names = [name, ...containers.flatMap((container) => textOf(at(container, "image")) ?? [])];
  const named = names.filter((text) => !nodeAgents.test(text));
  if (given || named.some((text) => agentNames.test(text))) return "high";
  return named.some((text) => agentWord.test(text)) && named.length === names.length ? "medium" : undefined;
}

interface Account {
  readonly pod: Node;
  readonly owner: FactId;
  readonly namespace: string;
  readonly node: Node;
  readonly record: Recorder;
}

/** Without a name the namespace's `default` account counts, and its token is mounted unless that is switched off. */
function accountOf({ pod, owner, namespace, node, record }: Account): void {
  const written = at(pod, "serviceAccountName") ?? at(pod, "serviceAccount");
  const name = scalarOf(written);
  if (name !== undefined && name !== "")
    record.edge(owner, "uses", serviceAccount({ namespace, name }, written!, record));
  else if (!isFalse(at(pod, "automountServiceAccountToken"))) {
    const place = at(node, "metadata", "name") ?? node;
    record.edge(owner, "uses", serviceAccount({ namespace, name: "default" }, place, record, "default"));
  }
}

interface Holder {
  readonly anchor: string;
  readonly owner: FactId;
  readonly record: Recorder;
}

function containerFacts(container: Node, holder: Holder): void {
  for (const variable of itemsOf(at(container, "env"))) variableFact(variable, holder);
  for (const source of itemsOf(at(container, "envFrom"))) {
    const secret = at(source, "secretRef", "name");
    if (scalarOf(secret)) secretCredential(scalarOf(secret)!, scalarOf(secret)!, secret!, holder);
  }
  const privileged = at(container, "securityContext", "privileged");
  if (isTrue(privileged)) hostGrant(privileged!, holder);
}

function variableFact(variable: Node, holder: Holder): void {
  const name = scalarOf(at(variable, "name")) ?? "";
  const reference = at(variable, "valueFrom", "secretKeyRef");
  const secret = scalarOf(at(reference, "name"));
  if (reference && secret !== undefined) {
    secretCredential(`${secret}/${scalarOf(at(reference, "key")) ?? ""}`, name, reference, holder);
    return;
  }
  const value = textOf(at(variable, "value"));
  if (!value || !isSecretName(name) || value.includes("$(") || isPlaceholder(value)) return;
  const { anchor, owner, record } = holder;
  record.fact({
    kind: "credential",
    anchor,
    key: `literal:${name}`,
    owner,
    at: at(variable, "value")!,
    value: {
      source: "literal",
      name,
      ...(issuerOf(name) ? { issuer: issuerOf(name)! } : {}),
      lifetime: "long-lived",
      authority: "service",
      via: "env",
    },
  });
}

function secretCredential(name: string, variable: string, node: Node, { anchor, owner, record }: Holder): void {
  const issuer = issuerOf(variable);
  record.fact({
    kind: "credential",
    anchor,
    key: `vault:${name}`,
    owner,
    at: node,
    value: {
      source: "vault",
      name,
      ...(issuer ? { issuer } : {}),
      lifetime: "long-lived",
      authority: "service",
      via: "env",
    },
  });
}

/** A container that is not kept apart from its host has what the host has. */
function hostGrant(node: Node, { anchor, owner, record }: Holder): void {
  record.fact({
    kind: "grant",
    anchor,
    key: "kubernetes:host",
    owner,
    at: node,
    value: { system: "host", actions: ["*"], decision: "hardcoded", level: "admin", wildcard: true },
  });
}
