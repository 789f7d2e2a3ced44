import type { IdentityGraph } from "#graph/link.ts";
import { indexGraph } from "#graph/query.ts";
import type { Edge, Fact } from "#model/fact.ts";

/** The most paths that one question answers with, shortest first. */
const pathLimit = 20;

/** The shortest chains of direct edges from a fact that `from` names to one that `to` names, at most 20, each without a repeated fact. */
export function pathsBetween(graph: IdentityGraph, from: string, to: string): Edge[][] {
  const starts = factsNamed(graph.facts, from);
  const goals = new Set(factsNamed(graph.facts, to).map((fact) => fact.id));
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
      if (cameBy.has(edge.to)) continue;
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
 * The facts that a word names: its id, or failing that its key, anchor, or last part of the anchor, or failing that a
 * word inside key, anchor or what it reaches (`discord`, `deploy`). Case does not matter.
 */
export function factsNamed(facts: readonly Fact[], word: string): Fact[] {
  const wanted = word.toLowerCase();
  const exact = facts.filter((fact) => fact.id.toLowerCase() === wanted);
  if (exact.length > 0) return exact;
  const named = facts.filter((fact) => namesOf(fact).some((name) => name === wanted));
  if (named.length > 0) return named;
  return facts.filter((fact) => namesOf(fact).some((name) => name.split(/[^\p{L}\p{N}]+/u).includes(wanted)));
}

function namesOf(fact: Fact): string[] {
  const names = [fact.key, fact.anchor, fact.anchor.slice(fact.anchor.lastIndexOf("/") + 1)];
  if (fact.kind === "effect") names.push(fact.value.effect, fact.value.target);
  if (fact.kind === "trigger") names.push(fact.value.source);
  return names.map((name) => name.toLowerCase());
}
