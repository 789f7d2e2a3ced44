import type { Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { FactId, FactOrigin } from "#model/fact.ts";

/** One object of a manifest. */
export interface KubernetesObject {
  readonly node: Node;
  readonly kind: string;
  readonly name: string;
  /** `default` where none is written, as the server takes it. */
  readonly namespace: string;
}

/**
 * Records a service account where it is defined, named, or taken by default; the same account is one fact, wherever it
 * stands.
 */
export function serviceAccount(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  at: Node,
  record: Recorder,
  origin: FactOrigin = "config",
): FactId {
  return record.fact({
    kind: "principal",
    anchor: `service-account/${namespace}/${name}`,
    key: name,
    at,
    origin,
    value: { type: "service", product: "kubernetes" },
  });
}
