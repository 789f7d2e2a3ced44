import { join } from "node:path";
import { authorsBetween, type WrittenPlace } from "#attribute.ts";
import { broughtFindings } from "#brought-findings.ts";
import { compareTrees, type Comparison, type Side } from "#compare-trees.ts";
import { renamesBetween } from "#discover/history.ts";
import { readSource } from "#discover/read.ts";
import type { GitRepository, ObjectId } from "#discover/repository.ts";
import type { FilePlace, RevisionPlace } from "#file-place.ts";
import { harmlessDelta } from "#harmless.ts";
import { gatesBefore } from "#graph/gates.ts";
import { entryIds } from "#lock/surface.ts";
import type { Change } from "#model/delta.ts";
import type { DeltaReport, DeltaSide, ToldChange } from "#model/delta-report.ts";
import type { Fact, FactId } from "#model/fact.ts";
import { compareText, type Location, type RepoPath } from "#model/location.ts";
import type { Provenance } from "#model/provenance.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";
import type { ScanRequest } from "#scan.ts";

/** What is compared, and with what; configuration and rules are base's, so that a change does not judge itself. */
export interface DiffRequest {
  readonly repository: GitRepository;
  readonly base: RevisionPlace;
  readonly head: FilePlace;
  /** The commit that head is, or that its work tree stands on. */
  readonly headCommit: ObjectId;
  /** Files and folders to which the answer is limited; empty: everything. */
  readonly paths: readonly RepoPath[];
  /** How both trees are scanned. */
  readonly scan: Omit<ScanRequest, "place" | "include" | "fullRun">;
}

/** Compares two trees of a repository: what changed in identity, who wrote it, and the findings it brings. */
export async function diff(request: DiffRequest): Promise<DeltaReport> {
  const { base, head, headCommit, scan, repository } = request;
  const asked = { ...scan, include: [], fullRun: false };
  const compared = await compareTrees({ ...asked, place: base }, { ...asked, place: head }, repository.objectFormat);
  const author = authors(request, compared);
  const isAsked = within(request.paths);
  const problems = [compared.base, compared.head].flatMap(({ judgement }) => judgement.problems);
  return harmlessDelta({
    tool: { name: "Countersign", version: scan.version },
    base: sideName(base),
    head: sideName(head),
    surfaces: { base: compared.delta.base, head: compared.delta.head },
    changes: toldChanges(compared, author).filter(({ location }) => isAsked(location?.path)),
    findings: broughtFindings(compared, renamesBetween(repository, base.revision.commit, headCommit))
      .filter(({ location }) => isAsked(location.path))
      .map((finding) => ({ ...finding, provenance: author(placeOf(finding.location, "head")) })),
    rules: scan.rules.map((rule) => rule.metadata),
    problems: problems.filter(({ path, kind }) => path === "" || kind === "internal-error"),
  });
}

function sideName(place: FilePlace): DeltaSide {
  return place.kind === "folder" ? { name: "work tree" } : place.revision;
}

function within(paths: readonly RepoPath[]): (path: RepoPath | undefined) => boolean {
  return (path) =>
    paths.length === 0 ||
    (path !== undefined && paths.some((asked) => path === asked || path.startsWith(asked === "" ? "" : `${asked}/`)));
}

function authors(
  { repository, base, head, headCommit, scan }: DiffRequest,
  compared: Comparison,
): (place: WrittenPlace) => Provenance {
  const baseBlobs = new Map(
    compared.base.judgement.tree.files.flatMap(({ path, blob }) => (blob ? [[path, blob]] : [])),
  );
  const workTree = (path: RepoPath) => {
    const read = head.kind === "folder" ? readSource(join(head.root, path), path) : undefined;
    return read && "bytes" in read ? read.bytes : undefined;
  };
  const models = scan.knowledge.authors;
  const question = { repository, base: base.revision.commit, head: headCommit, baseBlobs, models };
  return authorsBetween(head.kind === "folder" ? { ...question, workTree } : question);
}

/** The changes with places, authors and gates. */
function toldChanges(compared: Comparison, author: (place: WrittenPlace) => Provenance): ToldChange[] {
  const places = { base: placesOf(compared.base), head: placesOf(compared.head) };
  const changed = changedFiles(compared);
  const gates = gatesBefore(compared.head.judgement.graph);
  return compared.delta.changes.map((change): ToldChange => {
    const side = change.after ? "head" : "base";
    const location = locationOf(change, places[side], changed);
    return {
      change,
      ...(location === undefined ? {} : { location, provenance: author(placeOf(location, side)) }),
      gates: [...new Set(factsMeant(change, places.head).flatMap(({ id }) => gates(id)))],
    };
  });
}

/** The facts of each entry of one side. */
type Places = ReadonlyMap<EntryId, readonly Fact[]>;

function placesOf({ judgement }: Side): Places {
  const { facts } = judgement.graph;
  const ids: ReadonlyMap<FactId, EntryId> = entryIds(facts);
  const places = new Map<EntryId, Fact[]>();
  for (const fact of facts) {
    const id = ids.get(fact.id)!;
    const same = places.get(id);
    if (same) same.push(fact);
    else places.set(id, [fact]);
  }
  return places;
}

/** The facts of the entry, or those that an edge joins, what it leads to first. */
function factsMeant(change: Change, places: Places): readonly Fact[] {
  const entry = change.after ?? change.before;
  if (entry?.kind !== "edge") return places.get(change.id) ?? [];
  const [from = "", , to = ""] = entry.value as readonly string[];
  return [...(places.get(to) ?? []), ...(places.get(from) ?? [])];
}

/** A place of the change, in a file that the change touched if there is one. */
function locationOf(change: Change, places: Places, changed: ReadonlySet<RepoPath>): Location | undefined {
  const entry = change.after ?? change.before;
  if (entry?.kind === "text") return wholeFile(entry);
  const locations = factsMeant(change, places).flatMap((fact) => fact.locations);
  return locations.find(({ path }) => changed.has(path)) ?? locations[0];
}

/** A text as a place: its path, from the start. */
function wholeFile({ id }: SurfaceEntry): Location {
  return { path: id.slice("text:".length), region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
}

function placeOf({ path, region }: Location, side: WrittenPlace["side"]): WrittenPlace {
  const isWhole = region.endLine === 1 && region.endColumn === 1;
  return isWhole ? { path, side } : { path, line: region.startLine, side };
}

/** Files that only one side has, or that differ. */
function changedFiles({ base, head }: Comparison): ReadonlySet<RepoPath> {
  const [old, now] = [base.judgement.analysis.digests, head.judgement.analysis.digests];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return new Set(paths.filter((path) => old.get(path) !== now.get(path)));
}
