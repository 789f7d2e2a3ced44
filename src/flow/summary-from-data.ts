import type { Term } from "#flow/guard-terms.ts";
import { both, either, type Guard, guardOf, never } from "#flow/guards.ts";
import type {
  ClosureData,
  GuardData,
  InputData,
  MarkData,
  OriginData,
  References,
  RootData,
  SummaryData,
  TaintData,
  TermData,
  ValueData,
} from "#flow/summary-data.ts";
import type { Summary } from "#flow/taint-run.ts";
import { type Input, type Origin, type Root, type Step, stepTo, type Taint } from "#flow/taint-set.ts";
import type { Closure, Value } from "#flow/taint-value.ts";
import type { Mark } from "#match/taint-marks.ts";

/** The summary that was made into data. */
export function fromData(data: SummaryData, references: References): Summary {
  const reader = new Reader(data.terms, references);
  const { nodeAt, rule, marks } = references;
  return {
    returned: reader.value(data.returned),
    thrown: reader.value(data.thrown),
    sinks: data.sinks.map(({ sink, at, taints, parts }) => ({
      mark: markOf(sink, rule.sinks, marks.sinks),
      node: nodeAt(at),
      taints: reader.taints(taints),
      ...(parts && { parts: new Map(parts.map(([name, each]) => [name, reader.taints(each)] as const)) }),
    })),
    calls: data.calls.map(({ id, callee, path, at, given, named, terms, guard }) => ({
      id,
      callee: reader.input(callee),
      path,
      node: nodeAt(at),
      given: given.map((value) => reader.value(value)),
      terms: terms.map((number) => reader.term(number)),
      ...(named && { named: reader.value(named) }),
      guard: guard && reader.guard(guard),
    })),
    written: new Map(data.written.map(([root, value]) => [reader.root(root), reader.value(value)] as const)),
    filled: new Map(data.filled.map(([index, value]) => [index, reader.value(value)] as const)),
  };
}

class Reader {
  readonly #terms: Term[] = [];
  readonly #references: References;

  constructor(terms: readonly TermData[], references: References) {
    this.#references = references;
    for (const data of terms) this.#terms.push(this.#made(data));
  }

  term(number: number): Term {
    return this.#terms[number] ?? this.#references.terms.unknown;
  }

  #made(data: TermData): Term {
    const { terms } = this.#references;
    const all = (numbers: readonly number[]) => numbers.map((number) => this.term(number));
    switch (data[0]) {
      case "constant":
        return terms.constant(data[1]);
      case "input":
        return terms.input(data[1], data[2]);
      case "list":
        return terms.list(all(data[1]));
      case "record":
        return terms.record(new Map(all(data[2]).map((value, index) => [data[1][index]!, value] as const)));
      case "operation":
        return terms.operation(data[1], all(data[2]));
      case "unknown":
        return terms.unknown;
    }
  }

  value({ taints, fields, functions }: ValueData): Value {
    const { nodeAt } = this.#references;
    return {
      taints: this.taints(taints),
      ...(fields && { fields: new Map(fields.map(([name, part]) => [name, this.value(part)] as const)) }),
      ...(functions && {
        functions: new Map(functions.map((each) => [nodeAt(each[0]), this.#closure(each)] as const)),
      }),
    };
  }

  taints(taints: readonly TaintData[]): Map<string, Taint> {
    return new Map(taints.map((taint) => [taint.key, this.#taint(taint)] as const));
  }

  #closure([, captured, bound]: ClosureData): Closure {
    return {
      captured: new Map(captured.map(([root, value]) => [this.root(root), this.value(value)] as const)),
      bound: bound.map(([name, value]) => ({ value: this.value(value), ...(name !== null && { name }) })),
    };
  }

  #taint({ key, origin, label, steps, isSame, pending, guard }: TaintData): Taint {
    let way: Step | undefined;
    for (const place of steps) way = stepTo(this.#references.nodeAt(place), way);
    const read = guard && this.guard(guard);
    return {
      key,
      origin: this.#origin(origin),
      label,
      steps: way,
      ...(isSame && { isSame }),
      ...(pending && { pending: pending.map((at) => this.#references.rule.propagators[at]!) }),
      ...(read && { guard: read }),
    };
  }

  #origin(data: OriginData): Origin {
    const { rule, marks } = this.#references;
    if (data[0] === "source") return { type: "source", mark: markOf(data[1], rule.sources, marks.sources) };
    if (data[0] === "any") return { type: "any" };
    return data[0] === "input"
      ? { type: "input", input: this.input(data[1]), path: data[2] }
      : { type: "result", call: data[1] };
  }

  input(data: InputData): Input {
    return data[0] === "parameter"
      ? { type: "parameter", index: data[1] }
      : { type: "captured", root: this.root(data[1]) };
  }

  root([type, place]: RootData): Root {
    const node = this.#references.nodeAt(place);
    return type === "object" ? node : this.#references.variableAt(node);
  }

  guard(clauses: GuardData): Guard | undefined {
    return clauses.reduce<Guard | undefined>((any, numbers) => either(any, this.#clause(numbers)), never);
  }

  #clause(numbers: readonly number[]): Guard | undefined {
    return numbers.reduce<Guard | undefined>((all, number) => {
      const holds = number >= 0;
      return both(all, guardOf({ term: this.term(holds ? number : -1 - number), holds }));
    }, undefined);
  }
}

function markOf<Spec>(
  [number, start, end, occurrence]: MarkData,
  specs: readonly Spec[],
  marks: readonly Mark<Spec>[],
): Mark<Spec> {
  const same = marks.filter((mark) => mark.spec === specs[number] && start === mark.start && end === mark.end);
  const found = same[occurrence];
  if (!found) throw new Error("The rule has found no such thing.");
  return found;
}
