import { exitCodes } from "#cli/exit-code.ts";
import { inspectTree } from "#cli/tree.ts";
import type { Verb } from "#cli/verb.ts";
import { factsHolding, factsNamed, pathsBetween } from "#graph/reach.ts";
import type { Edge, Fact, FactId } from "#model/fact.ts";
import { UserError } from "#model/user-error.ts";
import { visible } from "#report/visible.ts";

/** `countersign why FROM TO`: the chains of direct edges between two facts, or that there is none. */
export const why: Verb = async (invocation) => {
  const [from = "", to = "", path = "."] = invocation.arguments;
  const { report } = await inspectTree({ ...invocation, arguments: [path] }, "facts");
  const start = takenFor(from, report.facts);
  const end = takenFor(to, report.facts);
  // What a word names most closely may be another thing than what was meant: a server and a permission share a name.
  const closest = pathsBetween(report, start.taken, end.taken);
  const wide = closest.length === 0;
  const paths = wide ? pathsBetween(report, start.all, end.all) : closest;
  const facts = new Map(report.facts.map((fact) => [fact.id, fact]));
  const { terminal, flags } = invocation;
  if (paths.length === 0) terminal.out(`no path of direct edges from '${visible(from)}' to '${visible(to)}'\n`);
  for (const chain of paths) terminal.out(`${describe(chain, facts, report.edges)}\n`);
  for (const each of wide ? [start, end] : [])
    terminal.note(
      takenText(each),
      each.all.slice(0, factsShown).map(({ id }) => visible(id)),
    );
  const partial = report.problems.filter((problem) => problem.partial);
  for (const { path: place, message } of partial.slice(0, problemsShown))
    terminal.note(`not analysed: ${place}: ${message}`, [place]);
  return partial.length > 0 && flags.allowPartial !== true ? exitCodes.partial : exitCodes.clean;
};

/** What a word of the command line is taken for. */
interface Taken {
  readonly word: string;
  /** Those that it names most closely. */
  readonly taken: readonly Fact[];
  /** Those that hold it at all. */
  readonly all: readonly Fact[];
}

function takenFor(word: string, facts: readonly Fact[]): Taken {
  const taken = factsNamed(facts, word);
  if (taken.length === 0)
    throw new UserError(`no fact is called '${word}'`, { suggestion: "`countersign inventory` lists them." });
  return { word, taken, all: factsHolding(facts, word) };
}

/** Facts that a word is said to be. */
const factsShown = 5;

function takenText({ word, all }: Taken): string {
  const ids = all.slice(0, factsShown).map(({ id }) => visible(id));
  return `note: '${visible(word)}' was taken for ${ids.join(", ")}${all.length > ids.length ? ` and ${all.length - ids.length} more` : ""}`;
}

/** Places that are told one by one; a path through what was not read cannot be shown. */
const problemsShown = 20;

function describe(chain: readonly Edge[], facts: ReadonlyMap<FactId, Fact>, edges: readonly Edge[]): string {
  const lines = [stop(chain[0]!.from, facts)];
  for (const { relation, to } of chain) {
    lines.push(`  ${relation} → ${stop(to, facts)}`);
    for (const gate of gatesOf(to, facts, edges)) lines.push(`      guarded by ${stop(gate.id, facts)}`);
  }
  return `${lines.join("\n")}\n`;
}

function gatesOf(id: FactId, facts: ReadonlyMap<FactId, Fact>, edges: readonly Edge[]): Fact[] {
  return edges.flatMap((edge) => {
    const gate = edge.relation === "guards" && edge.to === id ? facts.get(edge.from) : undefined;
    return gate?.kind === "gate" && gate.value.verdict !== "auto" ? [gate] : [];
  });
}

function stop(id: FactId, facts: ReadonlyMap<FactId, Fact>): string {
  const [location] = facts.get(id)?.locations ?? [];
  const place = location ? `   ${location.path}:${location.region.startLine}` : "";
  return visible(`${id}${place}`);
}
