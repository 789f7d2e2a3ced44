import { canonical } from "#graph/link.ts";
import { surfaceDigest, surfaceSchema } from "#lock/surface.ts";
import { factId, type FactKind, factKinds, type Relation } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { CanonicalValue, Surface, SurfaceEntry } from "#model/surface.ts";
import { UserError } from "#model/user-error.ts";

/** What may stand before `:` in the id of a fact. */
const kinds: ReadonlySet<string> = new Set(factKinds);

const relations: ReadonlySet<string> = new Set<Relation>([
  "uses",
  "holds",
  "triggers",
  "guards",
  "reaches",
  "registers",
  "delegates-to",
  "records",
]);

const regenerate = "A surface is derived: make the file again from the revision it is of.";

/**
 * Reads what `writeSurface` wrote. Throws a `UserError` with the line and what to do for anything else: a conflicted,
 * truncated or edited file, one of another version, an entry that stands twice. `name` is what the file is called in it.
 */
export function readSurface(text: string, name: string): Surface {
  const lines = (text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n").map(withoutReturn);
  const conflict = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})( |$)/.test(line));
  if (conflict >= 0)
    throw failure(name, conflict + 1, "the file holds a conflict of a merge", `Resolve the merge. ${regenerate}`);
  const header = readHeader(lines[0] ?? "", name);
  const bodies = lines.slice(1);
  const last = bodies.pop();
  if (last !== "" || bodies.length < header.entries)
    throw failure(name, lines.length, `the file ends early: ${header.entries} entries are announced`);
  if (bodies.length > header.entries)
    throw failure(name, header.entries + 2, `only ${header.entries} entries are announced`);
  const entries = bodies.map((line, index) => readEntry(line, name, index + 2));
  entries.forEach((entry, index) => {
    const order = index === 0 ? -1 : compareText(entries[index - 1]!.id, entry.id);
    if (order === 0) throw failure(name, index + 2, `the entry '${entry.id}' stands twice`);
    if (order > 0) throw failure(name, index + 2, "the entries are not in order");
  });
  const surface: Surface = { schema: header.schema, entries };
  if (surfaceDigest(surface) !== header.digest)
    throw failure(name, 1, "the digest is not that of the entries: the file was edited or damaged");
  return surface;
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function failure(name: string, line: number, what: string, suggestion = regenerate): UserError {
  return new UserError(`This is no surface that can be read: ${what}.`, { where: `${name}:${line}`, suggestion });
}

interface Header {
  readonly schema: number;
  readonly entries: number;
  readonly digest: string;
}

function readHeader(line: string, name: string): Header {
  const header = recordOf(parsed(line));
  const schema = header?.["schema"];
  const entries = header?.["entries"];
  const digest = header?.["digest"];
  if (header?.["countersign"] !== "surface" || !isCount(schema) || !isCount(entries) || typeof digest !== "string")
    throw failure(name, 1, "its first line is not the header of a surface");
  if (schema > surfaceSchema)
    throw failure(
      name,
      1,
      `its version is ${schema}, and this Countersign knows versions up to ${surfaceSchema}`,
      "Update Countersign.",
    );
  if (schema < 1) throw failure(name, 1, `there is no version ${schema}`);
  return { schema, entries, digest };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function readEntry(line: string, name: string, number: number): SurfaceEntry {
  const record = recordOf(parsed(line));
  const entry = record && (factEntry(record) ?? edgeOrTextEntry(record));
  if (!entry) throw failure(name, number, "the line is no entry");
  if (canonical(entry) !== line) throw failure(name, number, "the entry is not written canonically");
  return entry;
}

function factEntry({ id, kind, anchor, key, value }: Readonly<Record<string, unknown>>): SurfaceEntry | undefined {
  if (typeof kind !== "string" || !kinds.has(kind) || typeof id !== "string") return undefined;
  if (typeof anchor !== "string" || typeof key !== "string" || !isFactValue(value)) return undefined;
  const base = factId(kind as FactKind, anchor, key);
  if (id !== base && !(id.startsWith(`${base}~`) && /^[1-9]\d{0,8}$/.test(id.slice(base.length + 1)))) return undefined;
  return { id, kind: kind as FactKind, anchor, key, value };
}

function edgeOrTextEntry({ id, kind, key, value }: Readonly<Record<string, unknown>>): SurfaceEntry | undefined {
  if (typeof id !== "string") return undefined;
  if (kind === "text" && typeof value === "string" && id.startsWith("text:") && /^[0-9a-f]{64}$/.test(value))
    return { id, kind, ...(key === "run" ? { key } : {}), value };
  if (kind !== "edge" || !isTexts(value) || value.length !== 3 || !relations.has(value[1]!)) return undefined;
  return id === `edge:${value.join(" ")}` ? { id, kind, value } : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Values of facts are flat, which also keeps hostile nesting out. */
function isFactValue(value: unknown): value is { readonly [key: string]: CanonicalValue } {
  const record = recordOf(value);
  return record !== undefined && Object.values(record).every((field) => isScalar(field) || isTexts(field));
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
