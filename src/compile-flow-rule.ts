import { analyse, namesOf } from "#flow/analyse.ts";
import type { JoinedProgram } from "#flow/joined-program.ts";
import { findFlows, type TaintFlows, type TaintQuestion } from "#flow/taint.ts";
import type { TaintFlow } from "#flow/taint-way.ts";
import { type GateFlaw, type UncountedGate, uncountedGates } from "#flow/uncounted-gates.ts";
import type { Bindings } from "#match/binding.ts";
import { bounded, type CompiledSearchRule, type FlowStep, type Match } from "#match/compile.ts";
import { type CompiledTaintRule, compileTaintRule, type SomeMarks } from "#match/compile-taint.ts";
import { Fuel, never, OutOfFuel } from "#match/fuel.ts";
import { lessConfident } from "#match/range.ts";
import type { TaintMarks } from "#match/taint-marks.ts";
import type { Document, Node } from "#model/document.ts";
import { lineAt, lineStartsOf, regionAt } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { TaintRule } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { syntaxes } from "#syntax/table.ts";

/** Steps that a taint rule may take in a document of no length, and for every UTF-16 unit of it: real files need up to 3. */
const baseFuel = 2_000_000;
const fuelPerUnit = 12;
/** The same for files that are looked at together, of which most hold nothing that the rule looks for. */
const baseJoinedFuel = 1_500_000;
const fuelPerJoinedUnit = 2;

/** How a taint rule is followed over files. */
export interface FollowedRule {
  readonly rule: TaintRule;
  /** What a file must hold for a part of the rule to find something there. */
  readonly needs: CompiledTaintRule["partNeeds"];
  /** What the rule finds in one file, when it is asked for; asking throws `OutOfFuel`, and `OutOfTime` after the deadline. */
  readonly marks: (document: Document, deadline: number) => SomeMarks | undefined;
  /**
   * What it tells of modules that were joined, in their places there, of so many UTF-16 units. Throws `OutOfTime` after
   * the deadline.
   */
  readonly follow: (program: JoinedProgram, marks: TaintMarks, bounds: Bounds) => FoundFlows;
}

/** How long a program is, in UTF-16 units, and until when it is looked at, in milliseconds since 1970. */
export interface Bounds {
  readonly units: number;
  readonly deadline: number;
}

/** What a rule tells of a program, and what it did not look at. */
export interface FoundFlows extends Omit<TaintFlows, "flows"> {
  readonly matches: readonly Match[];
}

/** A taint rule, ready to run: on one file and, if it says so, over files. */
export interface CompiledFlowRule extends CompiledSearchRule {
  readonly followed?: FollowedRule;
}

/** Compiles a taint rule. Throws `RuleError` for what is not understood; `facts`: for rules that ask for some. */
export function compileFlowRule(rule: TaintRule, facts?: StatedFacts): CompiledFlowRule {
  const compiled = compileTaintRule(rule, syntaxes, analyse, facts);
  const followed: FollowedRule = {
    rule,
    needs: compiled.partNeeds,
    marks: (document, deadline) =>
      compiled.someMarks(document, analyse(document), fuelFor(document.text.length, deadline)),
    follow: (program, marks, { units, deadline }) => {
      const found = findFlows(
        questionOf(rule, program, marks, new Fuel(baseJoinedFuel + fuelPerJoinedUnit * units, deadline)),
      );
      return { ...found, matches: matchesOf(rule, found.flows, { ...program, marks, deadline }) };
    },
  };
  return {
    needsIn: compiled.needsIn,
    validate: compiled.validate,
    matches: (document, deadline = never) => {
      // What the words alone rule out need not be parsed.
      if (!compiled.mayHold(document)) return { matches: [] };
      const fuel = fuelFor(document.text.length, deadline);
      try {
        const program = { document, semantics: analyse(document), names: namesOf(document) };
        const marks = compiled.marks(document, program.semantics, fuel);
        if (!marks) return { matches: [] };
        const found = findFlows(questionOf(rule, program, marks, fuel));
        const told = bounded(rule, document, matchesOf(rule, found.flows, { ...program, marks, deadline }));
        const problem = problemOf(found, rule, document) ?? told.problem;
        return { matches: told.matches, ...(problem && { problem }) };
      } catch (error) {
        if (!(error instanceof OutOfFuel)) throw error;
        return { matches: [], problem: error.problem ?? tooComplex(workLimit(rule, ""), document) };
      }
    },
    ...(crossesFiles(rule) && { followed }),
  };
}

/** Holds for a rule of which taint is followed over files. */
export function crossesFiles({ options }: TaintRule): boolean {
  return options?.["interfile"] === true || options?.["taint_interfile"] === true;
}

function fuelFor(units: number, deadline: number): Fuel {
  return new Fuel(baseFuel + fuelPerUnit * units, deadline);
}

function questionOf(rule: TaintRule, program: JoinedProgram, marks: TaintMarks, fuel: Fuel): TaintQuestion {
  return { ...program, marks, options: rule.options ?? {}, fuel };
}

interface Marked extends JoinedProgram {
  readonly marks: TaintMarks;
  readonly deadline: number;
}

function matchesOf(
  { options }: TaintRule,
  flows: readonly TaintFlow[],
  { document, marks, names, deadline }: Marked,
): Match[] {
  const gatesOf = uncountedGates({ document, marks, names, fuel: new Fuel(fuelForRemarks, deadline) });
  return flows.map((flow) => ({
    ...matchOf(flow, options?.["taint_focus_on"] === "source"),
    ...remarksOf(flow, gatesOf),
  }));
}

function matchOf({ source, sink, steps }: TaintFlow, isAtSource: boolean): Match {
  const { start, end } = isAtSource ? source : sink;
  const flow: FlowStep[] = [
    { start: source.start, end: source.end, role: "source" },
    ...steps.map(({ node: { start: from, end: to }, leftOut }): FlowStep => {
      return { start: from, end: to, role: "step", ...(leftOut !== undefined && { leftOut }) };
    }),
    { start: sink.start, end: sink.end, role: "sink" },
  ];
  const bindings: Bindings = new Map([...source.bindings, ...sink.bindings]);
  const confidence = lessConfident(source.confidence, sink.confidence);
  const match: Match = { span: { start, end }, bindings, ...(confidence && { confidence }) };
  // What comes from where it goes to has no way to tell.
  if (steps.length === 0 && source.start === sink.start && source.end === sink.end) return match;
  return { ...match, flow: flow.filter((step, index) => !isRepeated(step, index, flow)) };
}

/** Steps that remarks may take on a document; without them a finding is the same. */
const fuelForRemarks = 1_000_000;

const flaws: Readonly<Record<GateFlaw, string>> = {
  "not-awaited": "this gate is not awaited, so that it has said nothing yet",
  "not-read": "what this gate says is not tested",
  "not-on-every-way": "this gate has not said yes on every way from here",
};

/** What else comes to the sink, and why the gates on the way do not count. */
function remarksOf(flow: TaintFlow, gatesOf: (flow: TaintFlow) => readonly UncountedGate[]): Pick<Match, "remarks"> {
  const besides = flow.besides.map(({ start, end }) => ({ start, end, text: "this comes to it, too" }));
  const remarks = [...besides, ...gateRemarks(flow, gatesOf)];
  return remarks.length === 0 ? {} : { remarks };
}

function gateRemarks(
  flow: TaintFlow,
  gatesOf: (flow: TaintFlow) => readonly UncountedGate[],
): NonNullable<Match["remarks"]> {
  try {
    return gatesOf(flow).map(({ node: { start, end }, flaw }) => ({ start, end, text: flaws[flaw] }));
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    return [];
  }
}

/** Holds for a step at the place of the one before it, or of the sink that it comes to. */
function isRepeated(step: FlowStep, index: number, flow: readonly FlowStep[]): boolean {
  const isAt = (other: FlowStep | undefined) => other?.start === step.start && other.end === step.end;
  const next = flow[index + 1];
  return (
    step.role === "step" &&
    step.leftOut === undefined &&
    (isAt(flow[index - 1]) || (next?.role === "sink" && isAt(next)))
  );
}

/** What could not be looked at, if anything, with the place at which that was noticed. */
function problemOf({ cut, exhausted }: TaintFlows, rule: TaintRule, document: Document): Problem | undefined {
  if (exhausted) return tooComplex(workLimit(rule, `, in ${nameOf(exhausted, document)}`), document, exhausted);
  const [first, ...more] = cut;
  if (!first) return undefined;
  const others = more.length === 0 ? "" : `, and in ${more.length} other place${more.length === 1 ? "" : "s"}`;
  const place = `${nameOf(first, document)}${others}`;
  const message = `The rule '${rule.metadata.id}' followed no further what nests too deep, or goes round too often: in ${place}.`;
  return tooComplex(message, document, first);
}

function workLimit({ metadata }: TaintRule, where: string): string {
  return `The rule '${metadata.id}' ran out of its work limit on this file${where}; it was not judged.`;
}

function tooComplex(message: string, { path, text }: Document, at?: Node): Problem {
  const region = at && regionAt(lineStartsOf(text), { start: at.start, end: at.start });
  return { kind: "too-complex", path, message, ...(region && { region }), partial: true };
}

function nameOf(owner: Node, { text }: Document): string {
  if (owner.kind !== "function") return "the code outside of functions";
  const name = owner.children.find(({ role }) => role === "name");
  const line = lineAt(lineStartsOf(text), owner.start);
  return name?.kind === "name"
    ? `the function '${String(name.value)}' of line ${line}`
    : `the function of line ${line}`;
}
