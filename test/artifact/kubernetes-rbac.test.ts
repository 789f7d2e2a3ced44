import { describe, expect, it } from "vitest";
import { kubernetesRbac } from "#artifact/kubernetes-rbac.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

const read = (text: string, path = "k8s/agent.yaml") => collectText(kubernetesRbac, path, text);
const grants = (text: string) => factsOf(read(text), "grant");
const binding = (kind: string, role: string, subject: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: { name: b, namespace: ci }\nroleRef: { kind: ClusterRole, name: ${role} }\nsubjects: [${subject}]\n`;
const role = (rule: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: r }\nrules: [{ ${rule} }]\n`;
const workload = (spec: string, kind = "Deployment", name = "web") =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: prod }\nspec: { template: { spec: { ${spec} } } }\n`;

describe("kubernetes-rbac", () => {
  it("is known by its kinds", () => {
    const known = (text: string, path = "a.yaml") => kubernetesRbac.recognises!(documentOf(path, text));
    expect(known(binding("RoleBinding", "view", ""))).toBe(true);
    expect(known(`kind: x\n---\n${workload("containers: []")}`)).toBe(true);
    expect(
      known(
        '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "ServiceAccount"}]}',
        "a.json",
      ),
    ).toBe(true);
    expect(known("apiVersion: v1\nkind: ConfigMap\n")).toBe(false);
    expect(known("kind: RoleBinding\n")).toBe(false);
    expect(known("kind: [ClusterRole]\napiVersion: v1\n")).toBe(false);
  });

  it.each([
    ["ClusterRoleBinding", "cluster-admin", { level: "admin", resource: "cluster", wildcard: true }],
    ["RoleBinding", "cluster-admin", { level: "admin", resource: "namespace ci", wildcard: undefined }],
    ["ClusterRoleBinding", "view", { level: "read", resource: "cluster", wildcard: undefined }],
    ["RoleBinding", "edit", { level: "write", resource: "namespace ci", wildcard: undefined }],
    ["RoleBinding", "own", { level: "unknown", resource: "namespace ci", wildcard: undefined }],
  ])("%s of %s", (kind, name, { level, resource, wildcard }) => {
    const [grant] = grants(binding(kind, name, "{ kind: ServiceAccount, name: agent }"));
    expect(grant).toMatchObject({ actions: [name], level, resource, subject: "serviceaccount ci/agent" });
    expect(grant!["wildcard"]).toBe(wildcard);
  });

  it("gives what it binds to the account, wherever that is defined", () => {
    const { facts } = read(
      binding("ClusterRoleBinding", "cluster-admin", "{ kind: ServiceAccount, name: agent, namespace: ops }"),
    );
    const [account, grant] = facts;
    expect(account).toMatchObject({ kind: "principal", anchor: "service-account/ops/agent", at: "agent" });
    expect(grant).toMatchObject({ kind: "grant", anchor: "policy/b", owner: account!.id, at: "cluster-admin" });
    const defined = read("apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: agent, namespace: ops }\n").facts[0];
    expect(defined!.id).toBe(account!.id);
  });

  it("names subjects of other kinds", () => {
    const subjects =
      "{ kind: Group, name: 'system:unauthenticated' }, { kind: User, name: eve }, { name: bare }, { kind: User }";
    expect(grants(binding("RoleBinding", "view", subjects)).map(({ subject }) => subject)).toEqual([
      "Group system:unauthenticated",
      "User eve",
      "serviceaccount ci/bare",
    ]);
  });

  it.each([
    ["verbs: ['*'], resources: ['*'], apiGroups: ['*']", { level: "admin", wildcard: true }],
    ["verbs: ['*'], resources: [pods]", { level: "admin", wildcard: undefined }],
    ["verbs: [get, list, watch], resources: ['*']", { level: "read", wildcard: undefined }],
    ["verbs: [create], resources: [pods/exec]", { level: "write", wildcard: undefined }],
    ["verbs: [create], resources: [rolebindings]", { level: "grant", wildcard: undefined }],
    ["verbs: [create], resources: [serviceaccounts/token]", { level: "grant", wildcard: undefined }],
    ["verbs: [impersonate], resources: [users]", { level: "grant", wildcard: undefined }],
    ["verbs: [escalate], resources: [clusterroles]", { level: "grant", wildcard: undefined }],
    ["verbs: [get], nonResourceURLs: [/metrics]", { level: "read", wildcard: undefined }],
  ])("role with %s", (rule, { level, wildcard }) => {
    const [grant] = grants(role(rule));
    expect([grant!["level"], grant!["wildcard"]]).toEqual([level, wildcard]);
  });

  it("tells names as what narrows a role, and sorts", () => {
    expect(grants(role("verbs: [update, get], resources: [secrets, pods], resourceNames: [a]"))).toEqual([
      {
        anchor: "policy/r",
        key: "kubernetes:pods, secrets",
        system: "kubernetes",
        actions: ["get", "update"],
        resource: "pods, secrets",
        decision: "hardcoded",
        level: "write",
        conditioned: true,
        condition: "resourceNames a",
      },
    ]);
  });

  it("tells tokens that never expire, and those of a cloud", () => {
    const secret =
      "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token\nmetadata: { name: t, namespace: ops, annotations: { kubernetes.io/service-account.name: agent } }\n";
    expect(factsOf(read(secret), "credential")).toEqual([
      {
        anchor: "service-account/ops/agent",
        key: "vault:t",
        source: "vault",
        name: "t",
        issuer: "kubernetes",
        lifetime: "long-lived",
        authority: "service",
      },
    ]);
    expect(factsOf(read("apiVersion: v1\nkind: Secret\ntype: Opaque\nmetadata: { name: t }\n"), "credential")).toEqual(
      [],
    );
    const account =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a, annotations: { eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/a' } }\n";
    expect(factsOf(read(account), "credential")).toEqual([
      expect.objectContaining({ key: "exchange:arn:aws:iam::1:role/a", issuer: "aws", lifetime: "ephemeral" }),
    ]);
  });
});

describe("workloads", () => {
  it("use an account, their namespace's default if they name none", () => {
    const uses = (spec: string) => read(workload(spec)).edges;
    const own = "principal:workload/prod/web#web uses principal:service-account/prod/";
    expect(uses("serviceAccountName: agent")).toEqual([`${own}agent#agent`]);
    expect(uses("serviceAccount: old")).toEqual([`${own}old#old`]);
    expect(uses("containers: []")).toEqual([`${own}default#default`]);
    expect(uses("automountServiceAccountToken: false")).toEqual([]);
    expect(read(workload("containers: []")).facts.map(({ origin }) => origin)).toEqual(["config", "default"]);
  });

  it.each([
    [workload("containers: [{ image: acme/web:1 }]"), "service"],
    [workload("containers: [{ image: ghcr.io/acme/claude-runner:1 }]"), "agent"],
    [
      workload(
        "containers: [{ image: x, env: [{ name: ANTHROPIC_API_KEY, valueFrom: { secretKeyRef: { name: s, key: k } } }] }]",
      ),
      "agent",
    ],
    [workload("containers: [{ image: x }]", "StatefulSet", "triage-agent"), "agent"],
    [workload("containers: [{ image: datadog/agent:7 }]", "DaemonSet", "datadog-agent"), "service"],
    [workload("containers: [{ image: x }]", "DaemonSet", "node-agent"), "service"],
    [workload("containers: [{ image: x }]", "Deployment", "agent-controller"), "service"],
    [workload("containers: [{ image: acme/agent-operator:1 }]", "Deployment", "agent"), "service"],
    [workload("containers: [{ image: x }]", "Deployment", "reagents"), "service"],
  ])("%#: %s", (text, type) => {
    expect(factsOf(read(text), "principal")[0]!["type"]).toBe(type);
  });

  it("hold the secrets of their containers", () => {
    const env =
      "[{ name: A_TOKEN, value: made-up-value }, { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }, { name: C_KEY, value: $(B) }, { name: D_KEY, value: '<your key>' }, { name: LOG, value: debug }]";
    const spec = `initContainers: [{ envFrom: [{ secretRef: { name: all } }] }], containers: [{ image: x, env: ${env} }]`;
    expect(factsOf(read(workload(spec)), "credential").map(({ key, source }) => [key, source])).toEqual([
      ["vault:all", "vault"],
      ["literal:A_TOKEN", "literal"],
      ["vault:s/k", "vault"],
    ]);
    expect(JSON.stringify(read(workload(spec)).facts.map(({ value }) => value))).not.toContain("made-up-value");
  });

  it("that are not kept apart from their host have all of it", () => {
    const hosts = (spec: string) => grants(workload(spec)).filter(({ key }) => key === "kubernetes:host").length;
    expect(hosts("containers: [{ securityContext: { privileged: true } }]")).toBe(1);
    expect(hosts("hostPID: true")).toBe(1);
    expect(hosts("hostNetwork: false, containers: [{ securityContext: { privileged: false } }]")).toBe(0);
  });

  it("may be pods and schedules", () => {
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { serviceAccountName: a }\n";
    const cron =
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: a } } } } }\n";
    expect(read(`${pod}---\n${cron}`).edges).toEqual([
      "principal:workload/default/p#p uses principal:service-account/default/a#a",
      "principal:workload/default/c#c uses principal:service-account/default/a#a",
    ]);
  });
});

describe("hostile manifests", () => {
  it.each([
    "apiVersion: v1\nkind: ClusterRole\nrules: { a: b }\nmetadata: [x]",
    "apiVersion: v1\nkind: ClusterRole\nrules: [x, { verbs: { a: b }, resources: [[y]] }]",
    "apiVersion: v1\nkind: RoleBinding\nroleRef: [x]\nsubjects: { a: b }",
    "apiVersion: v1\nkind: RoleBinding\nroleRef: { name: __proto__ }\nsubjects: [x, { name: [y] }, { name: __proto__, namespace: __proto__ }]",
    "apiVersion: v1\nkind: Deployment\nspec: { template: { spec: { containers: { a: b }, serviceAccountName: [x] } } }",
    "apiVersion: v1\nkind: Pod\nspec: { containers: [x, { env: [y, { name: [z] }], envFrom: [[w]] }] }",
    "apiVersion: v1\nkind: List\nitems: { a: b }",
    "---\n---\n---\n",
  ])("are borne: %s", (text) => {
    expect(() => read(text)).not.toThrow();
  });

  it.each([
    [
      "rules",
      role(
        `verbs: [get], resources: [a] }, ${Array.from({ length: 10_000 }, (_, index) => `{ verbs: ['*'], resources: [r${index}] }`).join(", ")}, {`,
      ),
    ],
    [
      "verbs and resources",
      role(
        `verbs: [${Array.from({ length: 5000 }, (_, index) => `v${index}`).join(", ")}], resources: [${Array.from({ length: 5000 }, (_, index) => `r${index}`).join(", ")}]`,
      ),
    ],
    [
      "subjects",
      binding(
        "RoleBinding",
        "view",
        Array.from({ length: 10_000 }, (_, index) => `{ kind: ServiceAccount, name: s${index} }`).join(", "),
      ),
    ],
    [
      "objects",
      Array.from({ length: 2000 }, (_, index) =>
        workload("containers: [{ image: a }]", "Deployment", `d${index}`),
      ).join("---\n"),
    ],
  ])("cost time in proportion: %s", (_, text) => {
    expectCpuBelow(10_000, () => read(text));
  });
});
