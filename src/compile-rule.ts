import { analyse, namesOf } from "#flow/analyse.ts";
import { findFlows, type TaintFlows } from "#flow/taint.ts";
import type { TaintFlow } from "#flow/taint-way.ts";
import { type GateFlaw, type UncountedGate, uncountedGates } from "#flow/uncounted-gates.ts";
import type { Bindings } from "#match/binding.ts";
import { bounded, compileSearchRule, type CompiledSearchRule, type FlowStep, type Match } from "#match/compile.ts";
import { compileTaintRule } from "#match/compile-taint.ts";
import { Fuel, never, OutOfFuel } from "#match/fuel.ts";
import { lessConfident } from "#match/range.ts";
import type { Document, Node } from "#model/document.ts";
import { lineAt, lineStartsOf, regionAt } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { SearchRule, TaintRule } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { syntaxes } from "#syntax/table.ts";

/** A rule about files, ready to run on one. */
export type CompiledRule = CompiledSearchRule;

/** Steps that a taint rule may take in a document of no length, and for every UTF-16 unit of it: real files need up to 3. */
const baseFuel = 2_000_000;
const fuelPerUnit = 12;

/** Compiles a rule about files. Throws `RuleError` for what is not understood; `facts`: for rules that ask for some. */
export function compileRule(rule: SearchRule | TaintRule, facts?: StatedFacts): CompiledRule {
  if (rule.mode === "search") return compileSearchRule(rule, syntaxes, analyse, facts);
  const compiled = compileTaintRule(rule, syntaxes, analyse, facts);
  return {
    get literals() {
      return compiled.literals;
    },
    validate: compiled.validate,
    matches: (document, deadline = never) => {
      // What the words alone rule out need not be parsed.
      if (!compiled.mayHold(document)) return { matches: [] };
      const fuel = new Fuel(baseFuel + fuelPerUnit * document.text.length, deadline);
      try {
        const semantics = analyse(document);
        const marks = compiled.marks(document, semantics, fuel);
        if (!marks) return { matches: [] };
        const options = rule.options ?? {};
        const found = findFlows({ document, marks, options, semantics, names: namesOf(document), fuel });
        const told = bounded(
          rule,
          document,
          found.flows.map((flow) => matchOf(flow, options["taint_focus_on"] === "source")),
        );
        const forRemarks = new Fuel(fuelForRemarks, deadline);
        const gatesOf = uncountedGates({ document, marks, names: namesOf(document), fuel: forRemarks });
        const matches = told.matches.map((match, index) => ({ ...match, ...remarksOf(found.flows[index]!, gatesOf) }));
        const problem = problemOf(found, rule, document) ?? told.problem;
        return { matches, ...(problem && { problem }) };
      } catch (error) {
        if (!(error instanceof OutOfFuel)) throw error;
        return { matches: [], problem: error.problem ?? tooComplex(workLimit(rule, ""), document) };
      }
    },
  };
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

/** Why the gates on the way do not count. */
function remarksOf(flow: TaintFlow, gatesOf: (flow: TaintFlow) => readonly UncountedGate[]): Pick<Match, "remarks"> {
  try {
    const remarks = gatesOf(flow).map(({ node: { start, end }, flaw }) => ({ start, end, text: flaws[flaw] }));
    return remarks.length === 0 ? {} : { remarks };
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    return {};
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
