import { workloadFacts } from "#artifact/kubernetes-workload.ts";
import { serviceAccount, type KubernetesObject } from "#artifact/kubernetes-object.ts";
import { abridged, excerpt } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactId, GrantValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, itemsOf, pairsOf, scalarOf, stringsOf, textOf } from "#model/tree.ts";

/** Kubernetes manifests that give or use an identity. Source: Kubernetes API reference, RBAC and workload resources. */
export const kubernetesRbac: ArtifactFrontEnd = {
  format: "kubernetes-rbac",
  role: "iac",
  claims: () => false,
  // Whatever the quotes and blanks around a kind, an object tells the version of its interface.
  markers: ["apiVersion"],
  recognises: (document) =>
    (document.syntax === "yaml" || document.syntax === "json") &&
    objectsOf(document).some(({ kind }) => readers.has(kind)),
  facts(document, record) {
    for (const object of objectsOf(document)) readers.get(object.kind)?.(object, record);
  },
};

type Reader = (object: KubernetesObject, record: Recorder) => void;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["ClusterRole", roleFacts],
  ["Role", roleFacts],
  ["ClusterRoleBinding", bindingFacts],
  ["RoleBinding", bindingFacts],
  ["ServiceAccount", accountFacts],
  ["Secret", secretFacts],
  ["Deployment", workloadFacts],
  ["StatefulSet", workloadFacts],
  ["DaemonSet", workloadFacts],
  ["Job", workloadFacts],
  ["CronJob", workloadFacts],
  ["Pod", workloadFacts],
]);

/** The objects of a stream of documents, and of `List` objects in it. */
function objectsOf(document: Document): KubernetesObject[] {
  const roots = document.root.kind === "stream" ? document.root.children : [document.root];
  return roots
    .flatMap((root) => (scalarOf(at(root, "kind")) === "List" ? itemsOf(at(root, "items")) : [root]))
    .flatMap((node) => {
      const kind = textOf(at(node, "kind"));
      if (kind === undefined || at(node, "apiVersion") === undefined) return [];
      const name = scalarOf(at(node, "metadata", "name")) || document.path;
      return [{ node, kind, name, namespace: scalarOf(at(node, "metadata", "namespace")) || "default" }];
    });
}

/** Verbs that hand on authority, whatever they are given for. */
const grantingVerbs = new Set(["escalate", "bind", "impersonate"]);
const readingVerbs = new Set(["get", "list", "watch"]);

function roleFacts({ node, kind, name, namespace }: KubernetesObject, record: Recorder): void {
  const anchor = kind === "ClusterRole" ? `policy/${name}` : `policy/${namespace}/${name}`;
  for (const rule of itemsOf(at(node, "rules"))) {
    const verbs = textsOf(at(rule, "verbs"));
    const resources = textsOf(at(rule, "resources") ?? at(rule, "nonResourceURLs"));
    if (verbs.length === 0 || resources.length === 0) continue;
    const names = textsOf(at(rule, "resourceNames"));
    const groups = textsOf(at(rule, "apiGroups")).filter((group) => group !== "");
    const condition = [
      ...(groups.length > 0 ? [`apiGroups ${groups.join(", ")}`] : []),
      ...(names.length > 0 ? [`resourceNames ${names.join(", ")}`] : []),
    ].join("; ");
    const wildcard = verbs.includes("*") && resources.includes("*");
    record.fact({
      kind: "grant",
      anchor,
      key: `kubernetes:${excerpt(resources.join(", "))}`,
      at: at(rule, "verbs") ?? rule,
      value: {
        system: "kubernetes",
        actions: verbs,
        resource: abridged(resources.join(", ")),
        decision: "hardcoded",
        level: roleLevel(verbs, resources),
        ...(wildcard ? { wildcard } : {}),
        ...(names.length > 0 ? { conditioned: true } : {}),
        ...(condition === "" ? {} : { condition: abridged(condition) }),
      },
    });
  }
}

function textsOf(node: Node | undefined): string[] {
  return [...new Set(stringsOf(node).map(({ text }) => text))].sort(compareText);
}

function roleLevel(verbs: readonly string[], resources: readonly string[]): NonNullable<GrantValue["level"]> {
  const all = verbs.includes("*");
  const rbac = resources.some((resource) =>
    /roles$|rolebindings$|serviceaccounts\/token$|^certificatesigningrequests/.test(resource),
  );
  const writes = all || verbs.some((verb) => !readingVerbs.has(verb));
  if (all && resources.includes("*")) return "admin";
  if (verbs.some((verb) => grantingVerbs.has(verb)) || (rbac && writes)) return "grant";
  return all ? "admin" : writes ? "write" : "read";
}

/** Built-in roles by how far they reach. Source: Kubernetes RBAC, "User-facing roles". */
const builtInRoles: ReadonlyMap<string, NonNullable<GrantValue["level"]>> = new Map([
  ["cluster-admin", "admin"],
  ["admin", "admin"],
  ["edit", "write"],
  ["view", "read"],
]);

function bindingFacts({ node, kind, name, namespace }: KubernetesObject, record: Recorder): void {
  const role = at(node, "roleRef", "name");
  const roleName = scalarOf(role);
  if (!role || roleName === undefined) return;
  const whole = kind === "ClusterRoleBinding";
  const resource = whole ? "cluster" : `namespace ${namespace}`;
  for (const subject of itemsOf(at(node, "subjects"))) {
    const { text, owner } = subjectOf(subject, namespace, record);
    if (text === undefined) continue;
    record.fact({
      kind: "grant",
      anchor: whole ? `policy/${name}` : `policy/${namespace}/${name}`,
      key: `kubernetes:${roleName} ${text}`,
      at: role,
      ...(owner === undefined ? {} : { owner }),
      value: {
        system: "kubernetes",
        actions: [roleName],
        resource,
        subject: text,
        decision: "hardcoded",
        level: builtInRoles.get(roleName) ?? "unknown",
        ...(whole && roleName === "cluster-admin" ? { wildcard: true } : {}),
      },
    });
  }
}

function subjectOf(
  subject: Node,
  namespace: string,
  record: Recorder,
): { readonly text: string | undefined; readonly owner?: FactId } {
  const name = scalarOf(at(subject, "name"));
  const kind = scalarOf(at(subject, "kind")) ?? "ServiceAccount";
  if (name === undefined) return { text: undefined };
  if (kind !== "ServiceAccount") return { text: `${kind} ${name}` };
  const space = scalarOf(at(subject, "namespace")) ?? namespace;
  const owner = serviceAccount({ namespace: space, name }, at(subject, "name")!, record);
  return { text: `serviceaccount ${space}/${name}`, owner };
}

/** Annotations by which a cluster identity becomes one of a cloud. */
const cloudAnnotations: ReadonlyMap<string, string> = new Map([
  ["eks.amazonaws.com/role-arn", "aws"],
  ["iam.gke.io/gcp-service-account", "google"],
  ["azure.workload.identity/client-id", "azure"],
]);

function accountFacts({ node, name, namespace }: KubernetesObject, record: Recorder): void {
  const owner = serviceAccount({ namespace, name }, at(node, "metadata", "name") ?? node, record);
  for (const { key, value } of pairsOf(at(node, "metadata", "annotations"))) {
    const issuer = cloudAnnotations.get(key);
    const identity = scalarOf(value);
    if (issuer === undefined || !identity) continue;
    record.fact({
      kind: "credential",
      anchor: `service-account/${namespace}/${name}`,
      key: `exchange:${identity}`,
      owner,
      at: value,
      value: { source: "exchange", name: identity, issuer, lifetime: "ephemeral", authority: "service" },
    });
  }
}

/** A token kept in a secret never expires. */
function secretFacts({ node, name, namespace }: KubernetesObject, record: Recorder): void {
  const type = at(node, "type");
  if (scalarOf(type) !== "kubernetes.io/service-account-token") return;
  const account = scalarOf(at(node, "metadata", "annotations", "kubernetes.io/service-account.name")) ?? "default";
  const owner = serviceAccount({ namespace, name: account }, type!, record);
  record.fact({
    kind: "credential",
    anchor: `service-account/${namespace}/${account}`,
    key: `vault:${name}`,
    owner,
    at: type!,
    value: {
      source: "vault",
      name,
      issuer: "kubernetes",
      lifetime: "long-lived",
      authority: "service",
    },
  });
}
