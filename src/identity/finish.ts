import { createHash } from "node:crypto";
import type { ApiFact } from "#identity/row-facts.ts";
import { type Fact, type FactKind, factId } from "#model/fact.ts";
import type { Location } from "#model/location.ts";

/** A fact of a program as facts are kept. What an agent is told, and the names of what it has, are a digest of its value. */
export function finished(found: ApiFact, holder: string, parts: readonly string[] = []): Fact {
  const anchor = found.anchor ?? holder;
  const { model, place } = found;
  const location: Location = { path: place.module, region: place.region };
  if (model.fact.kind === "tool" && !found.isKnown) return opaqueTools(found, anchor, location);
  const value = { ...unknownOf(model.fact.kind), ...found.value, ...furtherOf(model.fact.kind, found, parts) };
  const fact = {
    id: factId(model.fact.kind, anchor, found.key),
    kind: model.fact.kind,
    anchor,
    key: found.key,
    value,
    locations: [location],
    confidence: found.confidence,
    origin: "code",
  };
  return fact as unknown as Fact;
}

/** Tools whose names only a run tells. */
function opaqueTools({ confidence }: ApiFact, anchor: string, location: Location): Fact {
  const key = `dynamic-tools ${location.path}`;
  return {
    id: factId("opaque", anchor, key),
    kind: "opaque",
    anchor,
    key,
    value: { reason: "dynamic-tools" },
    locations: [location],
    confidence,
    origin: "code",
  };
}

/** What a value cannot do without, where nobody knows it. */
function unknownOf(kind: FactKind): Readonly<Record<string, unknown>> {
  const names = cannotLack.get(kind) ?? [];
  return Object.fromEntries(names.map((name) => [name, "*"]));
}

const cannotLack: ReadonlyMap<FactKind, readonly string[]> = new Map<FactKind, readonly string[]>([
  ["credential", ["name"]],
  ["effect", ["target"]],
  ["gate", ["covers"]],
  ["trigger", ["source"]],
]);

/** What the engine knows of a fact besides its row. */
function furtherOf(
  kind: FactKind,
  { value, isFixed, conditional }: ApiFact,
  parts: readonly string[],
): Readonly<Record<string, unknown>> {
  switch (kind) {
    case "grant":
      return { decision: isFixed ? "hardcoded" : "runtime" };
    case "principal":
      return value.digest === undefined && parts.length === 0
        ? {}
        : { digest: digestOf(JSON.stringify([value.digest, ...parts])) };
    case "tool":
      return {
        registration: "static",
        ...(typeof value.description === "string" && { description: digestOf(value.description) }),
        ...(value.schema !== undefined && { schema: digestOf(JSON.stringify(value.schema)) }),
        ...(conditional && { conditional: true }),
      };
    default:
      return {};
  }
}

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
