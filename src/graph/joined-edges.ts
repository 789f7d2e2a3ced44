import { agentEdges } from "#graph/agent-edges.ts";
import { CodeFiles, push, runEdge, type Tree } from "#graph/code-files.ts";
import { declaredEdges } from "#graph/declared-edges.ts";
import { fileWords, foldersAbove, namedFile } from "#graph/named-file.ts";
import { type ServerSource, sourceOf } from "#graph/server-sources.ts";
import type { Edge, Fact, FactId, FactKind, FactOf } from "#model/fact.ts";
import { compareText, type RepoPath } from "#model/location.ts";

/** Edges of one kind from one fact: a folder with more facts than this is no script any more. */
const mostFromOne = 500;

/**
 * The edges that no artifact states by itself, since its ends stand in several: a skill and what its scripts do, the
 * entry of a tool server and the tools of its program, a hook and its script, an environment variable and who reads it,
 * a role and what it may, a permission and the tool it speaks of, an agent and those it starts, a declared agent and what
 * it is made of. An edge that is not sure is left out. Sorted, without those that the graph has.
 */
export function joinedEdges(tree: Tree): Edge[] {
  const code = new CodeFiles(tree);
  const facts = factsByKind(tree.graph.facts);
  const servers = serverSources(facts, tree, code);
  const found = [
    ...skillEdges(facts, tree, code),
    ...commandEdges(facts, tree, code),
    ...serverEdges(facts, servers, code),
    ...grantEdges(facts, servers),
    ...jobVariables(facts, code),
    ...roleEdges(facts),
    ...agentEdges(tree.graph.facts),
    ...declaredEdges(tree),
  ];
  const known = new Set(tree.graph.edges.map(edgeKey));
  const edges = new Map(found.filter((edge) => edge.from !== edge.to).map((edge) => [edgeKey(edge), edge]));
  return [...edges.keys()]
    .filter((key) => !known.has(key))
    .sort(compareText)
    .map((key) => edges.get(key)!);
}

function edgeKey({ from, relation, to }: Edge): string {
  return `${from}\n${relation}\n${to}`;
}

type FactsByKind = <Kind extends FactKind>(kind: Kind) => readonly FactOf<Kind>[];

function factsByKind(facts: readonly Fact[]): FactsByKind {
  const byKind = new Map<FactKind, Fact[]>();
  for (const fact of facts) push(byKind, fact.kind, fact);
  return <Kind extends FactKind>(kind: Kind) => (byKind.get(kind) ?? []) as unknown as readonly FactOf<Kind>[];
}

/** The edges from a fact to what stands in programs that it runs. */
function runEdges(runner: FactId, files: Iterable<RepoPath>, code: CodeFiles): Edge[] {
  const edges = [...files].flatMap((file) =>
    (code.byPath.get(file) ?? []).flatMap((fact) => runEdge(runner, fact) ?? []),
  );
  return edges.slice(0, mostFromOne);
}

/** Folders of a skill whose programs are material to look at or to copy. */
const material = /^(assets?|templates?|references?|resources|examples?|docs?|evals?|node_modules)\//i;

/** Folders whose programs a skill that lies at the top of a tree brings along; all else there is the tree's. */
const skillFolders = /^(scripts|bin)\//;

/** A skill does what the programs in its folder do. The nearest skill has a program. */
function skillEdges(facts: FactsByKind, { isTestPath }: Tree, code: CodeFiles): Edge[] {
  const skills = new Map<RepoPath, FactId[]>();
  for (const { id, value, locations } of facts("tool")) {
    if (value.form !== "skill") continue;
    for (const { path } of locations)
      if (/(^|\/)SKILL\.md$/i.test(path) && !isTestPath(path))
        push(skills, path.slice(0, path.lastIndexOf("/") + 1), id);
  }
  const scripts = new Map<FactId, RepoPath[]>();
  for (const path of code.byPath.keys()) {
    const folder = foldersAbove(path).find((above) => skills.has(above));
    if (folder === undefined) continue;
    const inner = path.slice(folder.length);
    if (material.test(inner) || (folder === "" && !skillFolders.test(inner))) continue;
    for (const skill of skills.get(folder)!) push(scripts, skill, path);
  }
  return [...scripts].flatMap(([skill, files]) => runEdges(skill, files, code));
}

/** What a hook or another command of the settings has run does what the program does that it names. */
function commandEdges(facts: FactsByKind, { has, isTestPath }: Tree, code: CodeFiles): Edge[] {
  return facts("effect").flatMap(({ id, value, origin, locations }) => {
    const { effect, target, detail } = value;
    if (effect !== "exec" || origin !== "config" || detail === undefined || detail === target) return [];
    const files = locations
      .filter(({ path }) => !isTestPath(path))
      .flatMap(({ path }) => fileWords(detail).flatMap((word) => namedFile(word, path, has) ?? []));
    return runEdges(id, new Set(files), code);
  });
}

/** Entries of configurations, with the programs of the tree that they start. */
type Servers = ReadonlyMap<FactOf<"principal">, ServerSource>;

function serverSources(facts: FactsByKind, tree: Tree, code: CodeFiles): Servers {
  const servers = new Map<FactOf<"principal">, ServerSource>();
  for (const entry of facts("principal")) {
    if (entry.value.product !== "mcp" || entry.origin === "code") continue;
    const locations = entry.locations.filter(({ path }) => !tree.isTestPath(path));
    const source = locations.length > 0 ? sourceOf({ ...entry, locations }, tree, code) : undefined;
    if (source) servers.set(entry, source);
  }
  return servers;
}

/** An entry registers the tools of its program, and what it hands over by name is what the program reads. */
function serverEdges(facts: FactsByKind, servers: Servers, code: CodeFiles): Edge[] {
  const handed = new Map<string, FactOf<"credential">[]>();
  for (const credential of facts("credential"))
    if (credential.value.via === "env" && credential.anchor.startsWith("server/"))
      push(handed, credential.anchor, credential);
  return [...servers].flatMap(([{ id, anchor }, { files, tools }]) => {
    const registers = tools.map((tool): Edge => ({ from: id, relation: "registers", to: tool.id }));
    const reads = files.flatMap((file) => (code.byPath.get(file) ?? []).filter(isRead));
    const reaches = (handed.get(anchor) ?? []).flatMap((given) =>
      reads.flatMap((read): Edge[] =>
        read.value.name === given.value.name ? [{ from: given.id, relation: "reaches", to: read.id }] : [],
      ),
    );
    return [...registers, ...reaches].slice(0, mostFromOne);
  });
}

function isRead(fact: Fact): fact is FactOf<"credential"> {
  return fact.kind === "credential" && fact.value.source === "env";
}

/** A permission for tools of a server speaks of those that its program has. */
function grantEdges(facts: FactsByKind, servers: Servers): Edge[] {
  const byName = new Map<string, FactOf<"principal">[]>();
  for (const entry of facts("principal"))
    if (entry.value.product === "mcp" && entry.origin !== "code") push(byName, entry.key, entry);
  return facts("grant").flatMap(({ id, value }): Edge[] => {
    if (value.system !== "mcp") return [];
    return value.actions.flatMap((action): Edge[] => {
      const [, server = "", tool = ""] = /^([^/]+)\/(.+)$/s.exec(action) ?? [];
      const entries = byName.get(server) ?? [];
      const entry = entries.length === 1 ? entries[0] : undefined;
      if (!entry) return [];
      if (tool === "*") return [{ from: id, relation: "reaches", to: entry.id }];
      const tools = servers.get(entry)?.tools ?? [];
      return tools
        .filter((one) => one.key === tool)
        .map((one): Edge => ({ from: id, relation: "reaches", to: one.id }));
    });
  });
}

/** What every job may have, whatever it runs. */
const everyJobs: ReadonlySet<string> = new Set(["GITHUB_TOKEN", "GH_TOKEN"]);

/**
 * A secret that a job has in its environment is what the programs of the tree read by that name, where all that read it
 * belong to one package: which of several the job runs, it does not say.
 */
function jobVariables(facts: FactsByKind, code: CodeFiles): Edge[] {
  const readers = new Map<string, Set<FactId>>();
  for (const fact of [...code.byPath.values()].flat()) {
    if (!isRead(fact)) continue;
    const ids = readers.get(fact.value.name) ?? new Set();
    readers.set(fact.value.name, ids.add(fact.id));
  }
  return facts("credential").flatMap(({ id, anchor, value }): Edge[] => {
    const { source, via, name } = value;
    if (!anchor.startsWith("workflow/") || source !== "vault" || via !== "env" || everyJobs.has(name)) return [];
    const ids = [...(readers.get(name) ?? [])];
    return ids.length === 1 ? [{ from: id, relation: "reaches", to: ids[0]! }] : [];
  });
}

/** Who takes a role on has what its policies give; a role is known by the end of its address. */
function roleEdges(facts: FactsByKind): Edge[] {
  const grants = new Map<string, FactOf<"grant">[]>();
  const roles = new Set<string>();
  for (const grant of facts("grant")) {
    const name = /^policy\/(.+)$/s.exec(grant.anchor)?.[1];
    if (name === undefined) continue;
    if (grant.value.system === "aws-trust") roles.add(name);
    else if (grant.value.subject === undefined) push(grants, name, grant);
  }
  return facts("credential").flatMap(({ id, value }): Edge[] => {
    if (value.source !== "exchange") return [];
    const name = /^arn:aws[\w-]{0,20}:iam::[^:]{0,100}:role\/(?:.*\/)?([\w+=,.@-]{1,128})$/.exec(value.name)?.[1];
    if (name === undefined || !roles.has(name)) return [];
    return (grants.get(name) ?? [])
      .slice(0, mostFromOne)
      .map((grant): Edge => ({ from: id, relation: "holds", to: grant.id }));
  });
}
