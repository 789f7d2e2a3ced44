import { createHash } from "node:crypto";
import { canonical, valueText, variantIds, type Statements } from "#graph/link.ts";
import { factId, type Edge, type Fact, type FactId } from "#model/fact.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { CanonicalValue, EntryId, Surface, SurfaceEntry, SurfaceText } from "#model/surface.ts";

/** The version of what facts mean. It rises when a kind, a field or the way ids are made changes its meaning. */
export const surfaceSchema = 1;

/**
 * The surface of a tree: what its linked facts and edges say, and the texts in it, without places and wording. What only
 * files say that `isExample` holds for, tests and examples, is marked: it counts for more where it is said in earnest.
 */
export function surfaceOf(
  { facts, edges }: Statements,
  texts: readonly SurfaceText[],
  isExample: (path: RepoPath) => boolean = () => false,
): Surface {
  const ids = entryIds(facts);
  const earnest = new Set(
    facts.flatMap(({ id, locations }) =>
      locations.length === 0 || locations.some(({ path }) => !isExample(path)) ? [ids.get(id)!] : [],
    ),
  );
  const entries = new Map<EntryId, SurfaceEntry>();
  for (const fact of facts) {
    const { kind, anchor, key } = fact;
    const id = ids.get(fact.id)!;
    const value = earnest.has(id) ? valueOf(fact) : { ...valueOf(fact), example: true };
    entries.set(id, { id, kind, anchor, key, value });
  }
  for (const edge of edges) {
    const entry = edgeEntry(ids.get(edge.from) ?? edge.from, edge.relation, ids.get(edge.to) ?? edge.to);
    entries.set(entry.id, entry);
  }
  for (const { path, digest, run } of texts) {
    const id = `text:${path}`;
    entries.set(id, { id, kind: "text", ...(run === true ? { key: "run" } : {}), value: digest });
  }
  return {
    schema: surfaceSchema,
    entries: [...entries.values()].sort((left, right) => compareText(left.id, right.id)),
  };
}

/**
 * The entry of each fact of a tree. Mostly the fact's own id; facts that differ in wording alone share an entry, and
 * the ordinals of the rest are counted in the order of their values.
 */
export function entryIds(facts: readonly Fact[]): ReadonlyMap<FactId, EntryId> {
  const known = idsByFacts.get(facts);
  if (known) return known;
  const ids = newEntryIds(facts);
  idsByFacts.set(facts, ids);
  return ids;
}

/** The entries of the facts of a tree are asked for by everybody who looks at it. */
const idsByFacts = new WeakMap<readonly Fact[], ReadonlyMap<FactId, EntryId>>();

function newEntryIds(facts: readonly Fact[]): ReadonlyMap<FactId, EntryId> {
  const groups = new Map<FactId, Map<string, FactId[]>>();
  for (const fact of facts) {
    const base = factId(fact.kind, fact.anchor, fact.key);
    const variants = groups.get(base) ?? new Map<string, FactId[]>();
    groups.set(base, variants);
    const value = valueText(valueOf(fact));
    const same = variants.get(value);
    if (same) same.push(fact.id);
    else variants.set(value, [fact.id]);
  }
  const ids = new Map<FactId, EntryId>();
  for (const [base, byValue] of variantIds(groups)) {
    for (const [value, id] of byValue) for (const same of groups.get(base)!.get(value)!) ids.set(same, id);
  }
  return ids;
}

/** The entry of an edge between two entries. */
export function edgeEntry(from: EntryId, relation: Edge["relation"], to: EntryId): SurfaceEntry {
  return { id: `edge:${from} ${relation} ${to}`, kind: "edge", value: [from, relation, to] };
}

/**
 * What a fact says, without its wording. The command or sentence around an effect is wording where it was read in a
 * script or in prose, since the effect's key tells what it reaches; in a setting it is what will run. The reason of an
 * opaque place is ours. The description of a skill or a command is part of its text, which has an entry of its own.
 */
function valueOf(fact: Fact): { readonly [field: string]: CanonicalValue } {
  const wording = wordingOf(fact);
  const fields = Object.entries(fact.value as { readonly [field: string]: FieldValue | undefined });
  // As a rule nothing is left out: then the value itself serves, and its text is known.
  if (fields.every(([name, value]) => value !== undefined && isFlat(value) && !wording.includes(name)))
    return fact.value as unknown as { readonly [field: string]: CanonicalValue };
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      value === undefined || wording.includes(name) ? [] : [[name, isFlat(value) ? value : flat(value)] as const],
    ),
  );
}

type Parts = Readonly<Record<string, string | readonly string[] | undefined>>;
type FieldValue = CanonicalValue | Parts;

function isFlat(value: FieldValue): value is CanonicalValue {
  return typeof value !== "object" || Array.isArray(value);
}

/** The parts of a field, each as a text: a surface holds nothing that nests. A list without items still is one. */
function flat(value: Parts): readonly string[] {
  return Object.entries(value).flatMap(([name, part]) => {
    if (part === undefined) return [];
    const items = typeof part === "string" ? [part] : part;
    return items.length === 0 ? [`${name}:`] : items.map((item) => `${name}: ${item}`);
  });
}

function wordingOf({ kind, origin, value }: Fact): readonly string[] {
  if (kind === "opaque") return ["reason"];
  if (kind === "effect" && (origin === "code" || origin === "prose")) return ["detail", "digest"];
  return kind === "tool" && (value.form === "skill" || value.form === "command") ? ["description", "mentions"] : [];
}

/** The surface as text: a header, then one entry a line. Equal surfaces give equal bytes. */
export function writeSurface(surface: Surface): string {
  const { schema, entries } = surface;
  const header = { countersign: "surface", schema, entries: entries.length, digest: surfaceDigest(surface) };
  return `${canonical(header)}\n${linesOf(surface)}`;
}

function linesOf({ entries }: Surface): string {
  return entries.map((entry) => `${entryText(entry)}\n`).join("");
}

/** The canonical text of an entry: its fields in the order of their names. */
function entryText(entry: SurfaceEntry): string {
  const { anchor, id, key, kind, value } = entry;
  const isFact = value !== null && typeof value === "object" && !Array.isArray(value);
  const said = isFact ? valueText(value) : canonical(value);
  return `{${field("anchor", anchor)}${field("id", id)}${field("key", key)}${field("kind", kind)}"value":${said}}`;
}

function field(name: string, text: string | undefined): string {
  return text === undefined ? "" : `"${name}":${JSON.stringify(text)},`;
}

/** SHA-256 of everything that the surface says and of the version it is said in, hex. */
export function surfaceDigest(surface: Surface): string {
  return sha256(`countersign surface ${surface.schema}\n${linesOf(surface)}`);
}

/** SHA-256 of one entry, hex. */
export function entryDigest(entry: SurfaceEntry): string {
  return sha256(canonical(entry));
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
