import { analyse, namesOf } from "#flow/analyse.ts";
import { findFlows, type TaintFlow } from "#flow/taint.ts";
import type { Bindings } from "#match/binding.ts";
import { compileSearchRule, type CompiledSearchRule, type FlowStep, type Match, type Matches } from "#match/compile.ts";
import { compileTaintRule } from "#match/compile-taint.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import type { Document } from "#model/document.ts";
import type { SearchRule, TaintRule } from "#model/rule.ts";
import { syntaxes } from "#syntax/table.ts";

/** A rule about files, ready to run on one. */
export type CompiledRule = CompiledSearchRule;

/** Steps that a taint rule may take in a document of no length, and for every UTF-16 unit of it. */
const baseFuel = 2_000_000;
const fuelPerUnit = 60;

/** Compiles a rule about files. Throws `RuleError` for what is not understood. */
export function compileRule(rule: SearchRule | TaintRule): CompiledRule {
  if (rule.mode === "search") return compileSearchRule(rule, syntaxes, analyse);
  const compiled = compileTaintRule(rule, syntaxes, analyse);
  return {
    get literals() {
      return compiled.literals;
    },
    validate: compiled.validate,
    matches: (document) => {
      const fuel = new Fuel(baseFuel + fuelPerUnit * document.text.length);
      try {
        const semantics = analyse(document);
        const marks = compiled.marks(document, semantics, fuel);
        if (!marks) return { matches: [] };
        const options = rule.options ?? {};
        const flows = findFlows({ document, marks, options, semantics, names: namesOf(document), fuel });
        return { matches: flows.map((flow) => matchOf(flow, options["taint_focus_on"] === "source")) };
      } catch (error) {
        if (!(error instanceof OutOfFuel)) throw error;
        return exhausted(rule, document);
      }
    },
  };
}

function matchOf({ source, sink, steps }: TaintFlow, isAtSource: boolean): Match {
  const { start, end } = isAtSource ? source : sink;
  const flow: FlowStep[] = [
    { start: source.start, end: source.end, role: "source" },
    ...steps.map((step): FlowStep => ({ start: step.start, end: step.end, role: "step" })),
    { start: sink.start, end: sink.end, role: "sink" },
  ];
  const bindings: Bindings = new Map([...source.bindings, ...sink.bindings]);
  return { span: { start, end }, bindings, flow: flow.filter((step, index) => !isRepeated(step, flow[index - 1])) };
}

function isRepeated(step: FlowStep, before: FlowStep | undefined): boolean {
  return step.role === "step" && before?.start === step.start && before.end === step.end;
}

function exhausted({ metadata }: TaintRule, { path }: Document): Matches {
  const message = `The rule '${metadata.id}' ran out of its work limit on this file; it was not judged.`;
  return { matches: [], problem: { kind: "too-complex", path, message, partial: true } };
}
