import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Node } from "#model/document.ts";
import type { GrantValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { pairsOf, scalarOf, type Pair } from "#model/tree.ts";

/** The scopes that a `permissions:` names, and where a reviewer must look first. */
interface TokenPermissions {
  readonly actions: readonly string[];
  readonly at: Node;
  readonly level?: NonNullable<GrantValue["level"]>;
  readonly wildcard?: boolean;
}

/** Scopes whose `write` changes nothing in the repository: asking for an identity token, signing, calling a model. */
const harmlessScopes = new Set(["id-token", "attestations", "artifact-metadata", "models", "copilot-requests"]);

/**
 * Records what the job's token may do: one grant, by scope. `permissions` is the pair that counts for the job, its own
 * or the workflow's; absent, the repository's default counts, which nobody can read here.
 */
export function permissionFact(
  permissions: Pair | undefined,
  fallback: Node,
  { anchor, owner, record }: TriggerPlace,
): void {
  const read = permissions ? permissionsOf(permissions) : undefined;
  record.fact({
    kind: "grant",
    anchor,
    key: "github:token",
    owner,
    at: read?.at ?? fallback,
    origin: read ? "config" : "default",
    value: read
      ? {
          system: "github",
          actions: read.actions,
          decision: "hardcoded",
          ...(read.level ? { level: read.level } : {}),
          ...(read.wildcard ? { wildcard: true } : {}),
        }
      : { system: "github", actions: ["default"], decision: "hardcoded", level: "unknown" },
  });
}

function permissionsOf({ keyNode, value }: Pair): TokenPermissions {
  const word = scalarOf(value)?.trim();
  if (word === "write-all") return { actions: ["*:write"], at: value, level: "admin", wildcard: true };
  if (word === "read-all") return { actions: ["*:read"], at: value, level: "read" };
  if (word !== undefined && word !== "") return { actions: [word], at: value, level: "unknown" };
  const scopes = pairsOf(value).map((pair) => ({ name: pair.key, level: scalarOf(pair.value) ?? "none", pair }));
  const given = scopes.filter(({ level }) => level !== "none");
  const writes = given.find(({ name, level }) => level !== "read" && !harmlessScopes.has(name));
  return {
    actions: given.length > 0 ? given.map(({ name, level }) => `${name}:${level}`).sort(compareText) : ["none"],
    at: writes?.pair.keyNode ?? keyNode,
    ...(given.length > 0 ? { level: writes ? "write" : "read" } : {}),
  };
}

/** Holds if the permissions let the job ask for an identity token of its own. */
export function mayExchange(permissions: Pair | undefined): boolean {
  if (!permissions) return false;
  return (
    scalarOf(permissions.value) === "write-all" ||
    pairsOf(permissions.value).some(({ key, value }) => key === "id-token" && scalarOf(value) === "write")
  );
}
