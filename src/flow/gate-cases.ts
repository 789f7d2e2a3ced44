import { fitsAll, part, parts } from "#flow/declarations.ts";
import type { ControlFlow } from "#flow/flow-graph.ts";
import { both, nothing, type Passed } from "#flow/gate-passed.ts";
import { equals, isTelling, joined, type Verdict } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** A way between two blocks. */
export interface CaseWay {
  readonly flow: ControlFlow;
  readonly from: number;
  readonly to: number;
  readonly parents: ReadonlyMap<Node, Node>;
  readonly verdictOf: (node: Node) => Verdict;
}

/** What has said yes on the way from where a case is tested to what it holds, or past it; undefined where none leads there. */
export function passedCase({ flow, from, to, parents, verdictOf }: CaseWay): Passed {
  const { blocks } = flow;
  const own = startOf(blocks[to]!.steps);
  if (own) return passedTo(own, parents.get(own), verdictOf);
  const tested = blocks[from]!.next.map((edge) => startOf(blocks[edge.to]!.steps)).find((each) => each !== undefined);
  if (!tested) return nothing;
  if (fitsAll(tested)) return undefined;
  const holder = parents.get(tested);
  const isLast = holder !== undefined && parts(holder, "case").at(-1) === tested;
  return isLast ? passedTo(undefined, holder, verdictOf) : nothing;
}

function startOf([first]: readonly Node[]): Node | undefined {
  return first?.kind === "case" ? first : undefined;
}

function passedTo(target: Node | undefined, holder: Node | undefined, verdictOf: (node: Node) => Verdict): Passed {
  const subject = holder && part(holder, "subject");
  if (!subject) return nothing;
  const value = verdictOf(subject);
  const verdicts = (each: Node) => parts(each, "test").map((test) => compare(value, test, verdictOf));
  const own = target && verdicts(target).reduce<Verdict | undefined>(joined, undefined);
  if (own && isTelling(own)) return own.holds;
  const others = parts(holder, "case").filter((each) => each !== target && !part(each, "guard"));
  const tests = others.flatMap(verdicts);
  // What is neither the yes nor the no that is asked for is no yes.
  if (tests.some(({ holds }) => holds && holds.length > 0)) return nothing;
  return tests.reduce<Passed>((passed, { fails }) => both(passed, fails ?? nothing), nothing);
}

function compare(subject: Verdict, test: Node, verdictOf: (node: Node) => Verdict): Verdict {
  const nothingKnown: Verdict = { holds: nothing, fails: nothing };
  // `"yes" | "y"`
  const isChoice = test.children.length > 1 && test.children.every(({ kind }) => kind === "string");
  if (isChoice) {
    const each = test.children.map((child) => compare(subject, child, verdictOf));
    return each.slice(1).reduce(joined, each[0]!);
  }
  const verdict = verdictOf(test);
  if (verdict.constant !== undefined) return equals(subject, verdict.constant);
  return subject.constant !== undefined && isTelling(verdict) ? equals(verdict, subject.constant) : nothingKnown;
}
