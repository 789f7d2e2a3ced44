import { parts } from "#flow/declarations.ts";
import { both, nothing, type Passed } from "#flow/gate-passed.ts";
import { equals, isTelling, joined, type Verdict } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** What is asked of a way between two blocks: the last step before it, and the first one after it. */
export interface CaseWay {
  readonly last: Node | undefined;
  readonly first: Node | undefined;
  readonly parents: ReadonlyMap<Node, Node>;
  /** Holds if a case runs on into the next one. */
  readonly fallsThrough: boolean;
  readonly verdictOf: (node: Node) => Verdict;
}

/** What has said yes on the way from where a `switch` tests to one of its cases, or past them. */
export function passedCase(way: CaseWay): Passed {
  const { last, first, parents, fallsThrough } = way;
  const own = first?.kind === "case" ? parents.get(first) : undefined;
  const holder = testedBy(last, parents);
  const isTest = holder !== undefined && (own === undefined || own === holder);
  if (isTest) return passedTo(own ? first : undefined, holder, way.verdictOf);
  return own && !fallsThrough ? undefined : nothing;
}

/** The `switch` of which an expression is the subject, or is tested by a case. */
function testedBy(node: Node | undefined, parents: ReadonlyMap<Node, Node>): Node | undefined {
  const parent = node && parents.get(node);
  if (parent?.kind === "switch" && node?.role === "subject") return parent;
  return parent?.kind === "case" && node?.role === "test" ? parents.get(parent) : undefined;
}

function passedTo(target: Node | undefined, holder: Node, verdictOf: (node: Node) => Verdict): Passed {
  const [subject] = parts(holder, "subject");
  if (!subject) return nothing;
  const value = verdictOf(subject);
  const verdicts = (each: Node) => parts(each, "test").map((test) => compare(value, test, verdictOf));
  const own = target && verdicts(target).reduce<Verdict | undefined>(joined, undefined);
  if (own && isTelling(own)) return own.holds;
  const others = parts(holder, "case").filter((each) => each !== target && !parts(each, "guard")[0]);
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
