import type { IdentityGraph } from "#graph/link.ts";
import { indexGraph } from "#graph/graph-index.ts";
import type { Edge, Fact } from "#model/fact.ts";

/** The most paths that one question answers with, shortest first. */
const pathLimit = 20;

/** The shortest chains of direct edges from one of some facts to one of others, at most 20, each without a repeated fact. */
export function pathsBetween(graph: IdentityGraph, starts: readonly Fact[], ends: readonly Fact[]): Edge[][] {
  const goals = new Set(ends.map((fact) => fact.id));
  const { edgesFrom } = indexGraph(graph);
  const paths: Edge[][] = [];
  for (const start of starts) {
    const path = shortestPath(start.id, goals, edgesFrom);
    if (path) paths.push(path);
    if (paths.length === pathLimit) break;
  }
  return paths.sort((left, right) => left.length - right.length);
}

function shortestPath(
  start: string,
  goals: ReadonlySet<string>,
  edgesFrom: ReadonlyMap<string, readonly Edge[]>,
): Edge[] | undefined {
  const cameBy = new Map<string, Edge | undefined>([[start, undefined]]);
  const queue = [start];
  for (let next = 0; next < queue.length; next++) {
    const id = queue[next]!;
    if (goals.has(id) && id !== start) return trace(id, cameBy);
    for (const edge of edgesFrom.get(id) ?? []) {
      // A gate stands before what it guards; it does not lead there.
      if (edge.relation === "guards" || cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

function trace(goal: string, cameBy: ReadonlyMap<string, Edge | undefined>): Edge[] {
  const path: Edge[] = [];
  for (let edge = cameBy.get(goal); edge; edge = cameBy.get(edge.from)) path.unshift(edge);
  return path;
}

/**
 * The facts that a word names: by its id; failing that those called so (a principal, tool or trigger by its name, an
 * effect by what it is or reaches); failing that those whose key or anchor holds the word. Case does not matter.
 */
export function factsNamed(facts: readonly Fact[], word: string): Fact[] {
  for (const test of namings(word)) {
    const found = facts.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

/** The facts that a word may name in any of these ways. */
export function factsHolding(facts: readonly Fact[], word: string): Fact[] {
  const tests = namings(word);
  return facts.filter((fact) => tests.some((test) => test(fact)));
}

/** The ways in which a word names a fact, the closest first. */
function namings(word: string): ((fact: Fact) => boolean)[] {
  const wanted = word.toLowerCase();
  return [
    (fact) => fact.id.toLowerCase() === wanted,
    (fact) => namesOf(fact).includes(wanted),
    (fact) => fact.anchor.toLowerCase() === wanted,
    (fact) => `${fact.anchor} ${fact.key}`.toLowerCase().split(wordBreak).includes(wanted),
  ];
}

const wordBreak = /[^\p{L}\p{N}]+/u;

function namesOf(fact: Fact): string[] {
  const names = [fact.key];
  if (fact.kind === "effect") names.push(fact.value.effect, fact.value.target);
  if (fact.kind === "trigger") names.push(fact.value.source);
  if (fact.kind === "credential") names.push(fact.value.name);
  return names.map((name) => name.toLowerCase());
}
