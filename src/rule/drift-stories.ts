import type { Change, Delta } from "#model/delta.ts";
import type { Fact } from "#model/fact.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";

/** Changes that a reviewer decides about at once: the one that says what happened, and those that belong to it. */
export interface Story {
  readonly lead: Change;
  readonly along: readonly Change[];
}

/** What is told, and the facts that its entries are made of. */
interface Scene {
  readonly delta: Delta;
  readonly base: ReadonlyMap<EntryId, readonly Fact[]>;
  readonly head: ReadonlyMap<EntryId, readonly Fact[]>;
  readonly givenBy: ReadonlyMap<EntryId, readonly EntryId[]>;
}

/**
 * The changes that are drift, in groups: what comes with a new thing is joined to it, its text too, the texts of one
 * skill to one another, and an effect to the grant or credential that gives it.
 */
export function toldTogether(scene: Scene): Story[] {
  const changes = scene.delta.changes.filter(({ drift }) => drift);
  const shelves: Shelves = {
    things: newThings(changes, scene),
    folders: skillFolders(scene),
    changed: new Map(changes.map((change) => [change.id, change])),
    scene,
  };
  const stories = new Map<string, Change[]>();
  for (const change of [...changes].sort(byRank)) {
    const story = storyOf(change, shelves);
    const told = stories.get(story);
    if (told) told.push(change);
    else stories.set(story, [change]);
  }
  return [...stories.values()].map(([lead, ...along]) => ({ lead: lead!, along }));
}

/** What leads a story stands first: the thing itself, then its text. */
function byRank(left: Change, right: Change): number {
  return rankOf(left) - rankOf(right) || compareText(left.id, right.id);
}

function rankOf({ after, before }: Change): number {
  const { kind, id } = (after ?? before)!;
  if (kind === "principal" || kind === "tool") return 0;
  if (kind === "text" && /\/SKILL\.md$/i.test(id)) return 1;
  return kind === "grant" ? 2 : 3;
}

/** Anchors that base knows nothing of and that name a principal or a tool now, and by file the ones that stand there. */
function newThings(changes: readonly Change[], { base, head }: Scene): NewThings {
  const known = new Set([...base.values()].flatMap((facts) => facts.map(({ anchor }) => anchor)));
  const anchors = new Set<string>();
  const byPath = new Map<RepoPath, string>();
  for (const { after, before } of changes) {
    if (before || !after || (after.kind !== "principal" && after.kind !== "tool") || known.has(after.anchor!)) continue;
    anchors.add(after.anchor!);
    for (const { path } of (head.get(after.id) ?? []).flatMap(({ locations }) => locations))
      byPath.set(path, after.anchor!);
  }
  return { anchors, byPath };
}

/** Folder of each skill → its anchor. */
function skillFolders({ base, head }: Scene): ReadonlyMap<RepoPath, string> {
  const folders = new Map<RepoPath, string>();
  for (const facts of [...base.values(), ...head.values()].flat()) {
    if (facts.kind !== "tool" || facts.value.form !== "skill") continue;
    for (const { path } of facts.locations) {
      if (/\/SKILL\.md$/i.test(path)) folders.set(folderOf(path), facts.anchor);
    }
  }
  return folders;
}

function folderOf(path: RepoPath): RepoPath {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

interface NewThings {
  readonly anchors: ReadonlySet<string>;
  readonly byPath: ReadonlyMap<RepoPath, string>;
}

/** What a change may be joined to. */
interface Shelves {
  readonly things: NewThings;
  readonly folders: ReadonlyMap<RepoPath, string>;
  /** The last change of each entry. */
  readonly changed: ReadonlyMap<EntryId, Change>;
  readonly scene: Scene;
}

/** The name of the story that a change belongs to; its own where it stands alone. */
function storyOf(change: Change, shelves: Shelves): string {
  const { after, before, id } = change;
  const entry = (after ?? before)!;
  if (entry.kind === "text") return textStory(change, shelves);
  const own = `${entry.kind} ${id}`;
  if (!after) return own;
  const given = shelves.scene.givenBy.get(id)?.find((giver) => shelves.changed.get(giver)?.type === change.type);
  // The kind of a fact stands at the start of its id.
  const giving = given === undefined ? own : `${given.slice(0, given.indexOf(":"))} ${given}`;
  if (before) return giving;
  const anchors = entry.kind === "edge" ? anchorsOf(entry, shelves.scene.head) : [entry.anchor ?? ""];
  const thing = anchors.find((anchor) => shelves.things.anchors.has(anchor));
  if (thing !== undefined) return `new ${thing}`;
  return giving;
}

function textStory({ id, before }: Change, { things, folders }: Shelves): string {
  const path = id.slice("text:".length);
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    const skill = folders.get(folder);
    if (skill !== undefined) return things.anchors.has(skill) ? `new ${skill}` : `skill ${folder}`;
  }
  const thing = before ? undefined : things.byPath.get(path);
  return thing === undefined ? `text ${path}` : `new ${thing}`;
}

/** The anchors of what an edge leads to and of where it comes from. */
function anchorsOf({ value }: SurfaceEntry, head: ReadonlyMap<EntryId, readonly Fact[]>): string[] {
  const [from = "", , to = ""] = value as readonly string[];
  return [to, from].flatMap((end) => head.get(end)?.[0]?.anchor ?? []);
}
