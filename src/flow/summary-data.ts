import { compareNumbers, type Guard } from "#flow/guards.ts";
import type { Term, Terms } from "#flow/guard-terms.ts";
import type { Summary } from "#flow/taint-run.ts";
import type { Input, Origin, Root, Taint } from "#flow/taint-set.ts";
import type { Closure, Value } from "#flow/taint-value.ts";
import type { Constant } from "#model/semantics.ts";
import type { Mark, TaintMarks } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { TaintRule } from "#model/rule.ts";

/** A node by its place: where it starts and ends, and its kind. */
export type PlaceData = readonly [start: number, end: number, kind: string];

/** A variable by the place of its declaration, or the object of a class by the place of that. */
export type RootData = readonly ["variable" | "object", PlaceData];
export type InputData = readonly ["parameter", number] | readonly ["captured", RootData];
/** A source or a sink: its number in the rule, where it was found, and which one it is of those found there. */
export type MarkData = readonly [number: number, start: number, end: number, occurrence: number];
export type OriginData =
  | readonly ["source", MarkData]
  | readonly ["input", InputData, readonly string[]]
  | readonly ["result", string]
  | readonly ["any"];

export interface TaintData {
  readonly key: string;
  readonly origin: OriginData;
  readonly label: string;
  readonly steps: readonly PlaceData[];
  readonly isSame?: true;
  /** Propagators by their number in the rule. */
  readonly pending?: readonly number[];
  readonly guard?: GuardData;
}

/** Clauses of tests, each by its number in the table of terms; negative numbers, less one, for what must not hold. */
export type GuardData = readonly (readonly number[])[];

export interface ValueData {
  readonly taints: readonly TaintData[];
  readonly fields?: readonly (readonly [string, ValueData])[];
  readonly functions?: readonly ClosureData[];
}

/** A function with what it captured, and what it is given first: by name, or in order. */
export type ClosureData = readonly [
  PlaceData,
  captured: readonly (readonly [RootData, ValueData])[],
  bound: readonly (readonly [name: string | null, ValueData])[],
];

/** A term of which the parts are numbers of terms that stand before it in the table. */
export type TermData =
  | readonly ["constant", Constant]
  | readonly ["input", number, readonly string[]]
  | readonly ["list", readonly number[]]
  | readonly ["record", readonly string[], readonly number[]]
  | readonly ["operation", string, readonly number[]]
  | readonly ["unknown"];

/** A summary as plain data, for JSON: what is left of a function once its tree is gone. */
export interface SummaryData {
  readonly terms: readonly TermData[];
  readonly returned: ValueData;
  readonly thrown: ValueData;
  readonly sinks: readonly {
    readonly sink: MarkData;
    readonly at: PlaceData;
    readonly taints: readonly TaintData[];
    /** By metavariable. */
    readonly parts?: readonly (readonly [string, readonly TaintData[]])[];
  }[];
  readonly calls: readonly CallData[];
  readonly written: readonly (readonly [RootData, ValueData])[];
  readonly filled: readonly (readonly [number, ValueData])[];
}

interface CallData {
  readonly id: string;
  readonly callee: InputData;
  readonly path: readonly string[];
  readonly at: PlaceData;
  readonly given: readonly ValueData[];
  readonly named?: ValueData;
  readonly terms: readonly number[];
  readonly guard?: GuardData;
}

/** What numbers and places stand for. */
export interface References {
  readonly rule: Pick<TaintRule, "sources" | "sinks" | "propagators">;
  /** What the rule found in the document. */
  readonly marks: Pick<TaintMarks, "sources" | "sinks">;
  /** Throws for a place at which no such node is. */
  readonly nodeAt: (place: PlaceData) => Node;
  readonly variableAt: (declaration: Node) => Root;
  readonly terms: Terms;
}

/** A summary as plain data. */
export function toData(summary: Summary, references: Pick<References, "rule" | "marks">): SummaryData {
  const writer = new Writer(references);
  const body = {
    returned: writer.value(summary.returned),
    thrown: writer.value(summary.thrown),
    sinks: summary.sinks.map(({ mark, node, taints, parts: some }) => ({
      sink: markData(mark, references.rule.sinks, references.marks.sinks),
      at: placeOf(node),
      taints: Array.from(taints.values(), (taint) => writer.taint(taint)),
      ...(some && {
        parts: Array.from(
          some,
          ([name, each]) => [name, Array.from(each.values(), (taint) => writer.taint(taint))] as const,
        ),
      }),
    })),
    calls: summary.calls.map(({ id, callee, path, node, given, named, terms, guard }) => ({
      id,
      callee: inputData(callee),
      path,
      at: placeOf(node),
      given: given.map((value) => writer.value(value)),
      terms: terms.map((term) => writer.term(term)),
      ...(named && { named: writer.value(named) }),
      ...(guard && { guard: writer.guard(guard) }),
    })),
    written: Array.from(summary.written, ([root, value]) => [rootData(root), writer.value(value)] as const),
    filled: Array.from(summary.filled, ([index, value]) => [index, writer.value(value)] as const),
  };
  return { terms: writer.terms, ...body };
}

function markData<Spec>(mark: Mark<Spec>, specs: readonly Spec[], marks: readonly Mark<Spec>[]): MarkData {
  const same = marks.filter(({ spec, start, end }) => spec === mark.spec && start === mark.start && end === mark.end);
  return [specs.indexOf(mark.spec), mark.start, mark.end, same.indexOf(mark)];
}

function placeOf({ start, end, kind }: Node): PlaceData {
  return [start, end, kind];
}

function rootData(root: Root): RootData {
  return "declaration" in root ? ["variable", placeOf(root.declaration)] : ["object", placeOf(root)];
}

function inputData(input: Input): InputData {
  return input.type === "parameter" ? ["parameter", input.index] : ["captured", rootData(input.root)];
}

class Writer {
  readonly terms: TermData[] = [];
  readonly #numbers = new Map<Term, number>();
  readonly #references: Pick<References, "rule" | "marks">;

  constructor(references: Pick<References, "rule" | "marks">) {
    this.#references = references;
  }

  value({ taints, fields, functions }: Value): ValueData {
    return {
      taints: Array.from(taints.values(), (taint) => this.taint(taint)),
      ...(fields && { fields: Array.from(fields, ([name, part]) => [name, this.value(part)] as const) }),
      ...(functions && { functions: Array.from(functions, (each) => this.#closure(each)) }),
    };
  }

  #closure([node, { captured, bound }]: readonly [Node, Closure]): ClosureData {
    return [
      placeOf(node),
      Array.from(captured, ([root, value]) => [rootData(root), this.value(value)] as const),
      bound.map(({ name, value }) => [name ?? null, this.value(value)] as const),
    ];
  }

  taint({ key, origin, label, steps, isSame, pending, guard }: Taint): TaintData {
    const places: PlaceData[] = [];
    for (let step = steps; step; step = step.before) places.push(placeOf(step.node));
    const from = this.#origin(origin);
    return {
      key,
      origin: from,
      label,
      steps: places.reverse(),
      ...(isSame === true && { isSame }),
      ...(pending && { pending: pending.map((spec) => this.#references.rule.propagators.indexOf(spec)) }),
      ...(guard && { guard: this.guard(guard) }),
    };
  }

  #origin(origin: Origin): OriginData {
    const { rule, marks } = this.#references;
    if (origin.type === "source") return ["source", markData(origin.mark, rule.sources, marks.sources)];
    if (origin.type === "any") return ["any"];
    return origin.type === "input" ? ["input", inputData(origin.input), origin.path] : ["result", origin.call];
  }

  /** In the order of the numbers, in which whoever reads them meets the terms. */
  guard({ clauses }: Guard): GuardData {
    return clauses
      .map((clause) =>
        clause
          .map(({ term, holds }) => (holds ? this.term(term) : -1 - this.term(term)))
          .sort((left, right) => left - right),
      )
      .sort(compareNumbers);
  }

  /** The number of a term; its parts come before it. Terms are shallow. */
  term(term: Term): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const data = this.#termData(term);
    const number = this.terms.push(data) - 1;
    this.#numbers.set(term, number);
    return number;
  }

  #termData(term: Term): TermData {
    const all = (parts: readonly Term[]) => parts.map((each) => this.term(each));
    switch (term.kind) {
      case "constant":
        return [term.kind, term.value];
      case "input":
        return [term.kind, term.index, term.path];
      case "list":
        return [term.kind, all(term.items)];
      case "record":
        return [term.kind, term.names, all(term.values)];
      case "operation":
        return [term.kind, term.operator, all(term.operands)];
      case "unknown":
        return [term.kind];
    }
  }
}
