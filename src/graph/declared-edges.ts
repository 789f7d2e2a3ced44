import type { Tree } from "#graph/code-files.ts";
import { customaryEdge, type AgentBudget, type Edge, type Fact, type FactId, type FactOf } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import { decideIgnored, parseIgnorePatterns, type Fuel, type IgnorePatterns } from "#model/path-pattern.ts";

/** Steps of matching for all patterns of a tree; what they do not suffice for belongs to nobody. */
const steps = 20_000_000;

/** Declared agents that are held against what is there: nobody answers for more. */
const mostDeclared = 500;

/** A declared agent has what its artifacts say, and is the principals that it names. */
export function declaredEdges({ graph }: Tree): Edge[] {
  const declared = graph.facts.filter(isDeclared).slice(0, mostDeclared);
  if (declared.length === 0) return [];
  const fuel: Fuel = { left: steps };
  const others = graph.facts.filter((fact) => !isDeclared(fact));
  return declared.flatMap(({ id, value }) => {
    const isPart = pathTester(value.budget ?? {}, fuel);
    const names = new Set(value.budget?.principals);
    return others.flatMap((fact) =>
      isNamed(fact, names) || (!isWholePackage(fact) && fact.locations.some(({ path }) => isPart(path)))
        ? (ownEdge(id, fact) ?? [])
        : [],
    );
  });
}

function isDeclared(fact: Fact): fact is FactOf<"principal"> {
  return fact.kind === "principal" && fact.value.product === "declared" && fact.value.budget !== undefined;
}

/** What a program says is held by its package, of which an agent may be a part; servers and agents have what is theirs. */
function isWholePackage({ kind, origin, anchor }: Fact): boolean {
  return kind === "principal" && origin === "code" && !/^(?:server|agent)\//.test(anchor);
}

function ownEdge(owner: FactId, fact: Fact): Edge | undefined {
  const edge = customaryEdge(owner, fact);
  return edge?.from === owner ? edge : undefined;
}

/** Holds for who is named by its anchor or its name, for a role that is taken on, and for what such a role may. */
function isNamed(fact: Fact, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  if (fact.kind === "principal") return names.has(fact.anchor) || names.has(fact.key);
  if (fact.kind === "grant") {
    const role = /^policy\/(.+)$/s.exec(fact.anchor)?.[1];
    return role !== undefined && fact.value.subject === undefined && names.has(`role/${role}`);
  }
  if (fact.kind !== "credential" || fact.value.source !== "exchange") return false;
  const role = /(?:^|[:/])role\/(?:.*\/)?([^/]+)$/.exec(fact.value.name)?.[1];
  return names.has(fact.value.name) || (role !== undefined && names.has(`role/${role}`));
}

/** Holds for the files that an agent is made of; a pattern that fits a folder speaks of all in it. */
function pathTester({ artifacts = [] }: AgentBudget, fuel: Fuel): (path: RepoPath) => boolean {
  const patterns = parseIgnorePatterns(artifacts.join("\n"));
  const known = new Map<RepoPath, boolean>();
  return (path) => {
    const answer = known.get(path) ?? covers(patterns, path, fuel);
    known.set(path, answer);
    return answer;
  };
}

function covers(patterns: IgnorePatterns, path: RepoPath, fuel: Fuel): boolean {
  const segments = path.split("/");
  return segments.some((name, index) => {
    const candidate = { path: segments.slice(0, index + 1).join("/"), name, isFolder: index + 1 < segments.length };
    return decideIgnored(patterns, candidate, fuel) === true && fuel.left > 0;
  });
}
