import { push } from "#graph/code-files.ts";
import { indexGraph } from "#graph/graph-index.ts";
import type { IdentityGraph } from "#graph/link.ts";
import type { Fact } from "#model/fact.ts";

/** Marketplaces that a product knows without being told. Sources: the plugin pages of Claude Code, Copilot CLI, Codex. */
const builtIn: ReadonlySet<string> = new Set([
  "claude-plugins-official",
  "copilot-plugins",
  "awesome-copilot",
  "openai-curated",
]);

/**
 * Holds if a command installs a plugin by the name of a marketplace (`name@marketplace`) that brings in nothing new: one
 * of this tree lists the plugin as a folder or at a commit, or what the same text adds under that name is a folder or
 * a commit.
 */
export function isFromKnownMarketplace(fact: Fact, graph: IdentityGraph): boolean {
  if (fact.kind !== "effect") return false;
  const [, name, market] = /^self-modify:skill (?:marketplace )?(?:([\w.-]+)@)?([\w.-]+)$/.exec(fact.key) ?? [];
  if (market === undefined) return false;
  const listed = isListed(name === undefined ? `marketplace/${market}` : `marketplace/${market}/${name}`, graph);
  return listed || (name !== undefined && isAdded(fact, market, graph));
}

/** Holds if marketplaces of the tree hold the plugin, or are the one of this name, and take it from nowhere that moves. One in a test or an example is none. */
function isListed(anchor: string, graph: IdentityGraph): boolean {
  const sources = (indexGraph(graph).factsByAnchor.get(`principal\n${anchor}`) ?? []).flatMap((fact) =>
    fact.kind === "principal" &&
    /^(?:plugin|marketplace)$/.test(fact.value.product ?? "") &&
    !fact.locations.every(({ path }) => graph.isTestPath?.(path) === true)
      ? [fact.value]
      : [],
  );
  return sources.length > 0 && sources.every(({ pinned }) => pinned !== false);
}

/** Holds if each text that installs from the marketplace adds it, and what it adds is a folder or a commit. */
function isAdded({ locations }: Fact, market: string, graph: IdentityGraph): boolean {
  const added = addedIn(graph);
  return locations.every(({ path }) => {
    const inFile = added.get(path) ?? [];
    const named = inFile.filter(({ name }) => name === market);
    if (named.length > 0) return named.every(({ moves }) => !moves);
    // A marketplace's own file says its name; of a folder that is a variable, or that is called otherwise, nobody knows.
    return inFile.length > 0 && !builtIn.has(market) && inFile.every(({ moves }) => !moves);
  });
}

interface Added {
  /** The last part of the reference, by which a marketplace is customarily called. */
  readonly name: string;
  /** Holds if what it names can change without a commit here. */
  readonly moves: boolean;
}

const addedByGraph = new WeakMap<IdentityGraph, ReadonlyMap<string, readonly Added[]>>();

/** The marketplaces that the commands of each file add. */
function addedIn(graph: IdentityGraph): ReadonlyMap<string, readonly Added[]> {
  const known = addedByGraph.get(graph);
  if (known) return known;
  const added = new Map<string, Added[]>();
  for (const fact of indexGraph(graph).factsByWord("effect", "target", "skill")) {
    if (fact.kind !== "effect") continue;
    const [, reference] = /^self-modify:skill marketplace (.+)$/s.exec(fact.key) ?? [];
    if (reference === undefined) continue;
    const name = reference.replace(/(?:\.git)?[#@][^/]*$|\.git$|\/$/, "").replace(/^.*[/:]/s, "");
    for (const path of new Set(fact.locations.map((location) => location.path)))
      push(added, path, { name, moves: fact.value.remote === true });
  }
  addedByGraph.set(graph, added);
  return added;
}
