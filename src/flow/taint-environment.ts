import {
  type Combine,
  emptyNumberMap,
  getNumber,
  mergeNumbers,
  type NumberMap,
  Numbers,
  numbersIn,
  withNumber,
} from "#flow/number-map.ts";
import { sameValue } from "#flow/same-value.ts";
import { type Root, type Taints, unite } from "#flow/taint-set.ts";
import { clean, isClean, join, type Value } from "#flow/taint-value.ts";
import type { Fuel } from "#match/fuel.ts";
import type { PropagatorMark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";

/** What a variable holds that a function has not set. */
export type Initial = (root: Root) => Value;

/** What all environments of one function share. */
interface Shared {
  readonly initial: Initial;
  readonly fuel: Fuel;
  readonly roots: Numbers<Root>;
  readonly nodes: Numbers<Node>;
  readonly marks: Numbers<PropagatorMark>;
}

/** What is known where a function begins. */
export function firstEnvironment(initial: Initial, fuel: Fuel): TaintEnvironment {
  return new TaintEnvironment({ initial, fuel, roots: new Numbers(), nodes: new Numbers(), marks: new Numbers() });
}

/** What is known at a point of a function. Copies cost nothing; what they have in common is shared. */
export class TaintEnvironment {
  /** What everything that is done now is done under. */
  control: Taints = clean.taints;
  /** What was set; everything else is as it was at the beginning. */
  #values: NumberMap<Value> = emptyNumberMap;
  #computed: NumberMap<Value> = emptyNumberMap;
  #sent: NumberMap<Taints> = emptyNumberMap;
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  copy(): TaintEnvironment {
    const made = this.fresh();
    made.control = this.control;
    made.#values = this.#values;
    made.#computed = this.#computed;
    made.#sent = this.#sent;
    return made;
  }

  /** As at the beginning of the function. */
  fresh(): TaintEnvironment {
    return new TaintEnvironment(this.#shared);
  }

  /** What is known where several ways come together; as at the beginning if there is none. */
  joined([first, ...others]: readonly TaintEnvironment[]): TaintEnvironment {
    const all = first?.copy() ?? this.fresh();
    for (const other of others) all.add(other);
    return all;
  }

  read(root: Root): Value {
    const number = this.#shared.roots.known(root);
    const known = number === undefined ? undefined : getNumber(this.#values, number);
    return known ?? this.#shared.initial(root);
  }

  write(root: Root, value: Value): void {
    const { roots, initial } = this.#shared;
    const kept = isClean(value) && isClean(initial(root)) ? undefined : value;
    const number = kept ? roots.of(root) : roots.known(root);
    if (number !== undefined) this.#values = withNumber(this.#values, number, kept);
  }

  /** What was set, in the order in which it was set first. */
  *written(): Generator<readonly [Root, Value]> {
    for (const [number, value] of numbersIn(this.#values)) yield [this.#shared.roots.things[number]!, value];
  }

  /** Of an expression within which ways part: what a part of it is that has been computed. */
  computedAt(node: Node): Value | undefined {
    const number = this.#shared.nodes.known(node);
    return number === undefined ? undefined : getNumber(this.#computed, number);
  }

  compute(node: Node, value: Value): void {
    this.#computed = withNumber(this.#computed, this.#shared.nodes.of(node), value);
  }

  /** What is on its way through a propagator. */
  sentBy(mark: PropagatorMark): Taints {
    const number = this.#shared.marks.known(mark);
    return (number === undefined ? undefined : getNumber(this.#sent, number)) ?? clean.taints;
  }

  send(mark: PropagatorMark, taints: Taints): void {
    this.#sent = withNumber(this.#sent, this.#shared.marks.of(mark), unite(this.sentBy(mark), taints));
  }

  /** Adds what holds on another way to here; holds if that changed anything. */
  add(other: TaintEnvironment): boolean {
    const { control } = this;
    const [values, computed, sent] = [this.#values, this.#computed, this.#sent];
    this.control = unite(control, other.control);
    this.#values = mergeNumbers(values, other.#values, this.#either);
    this.#computed = mergeNumbers(computed, other.#computed, this.#joined);
    this.#sent = mergeNumbers(sent, other.#sent, (_, left, right) =>
      unite(left ?? clean.taints, right ?? clean.taints),
    );
    return values !== this.#values || computed !== this.#computed || sent !== this.#sent || control !== this.control;
  }

  readonly #either: Combine<Value> = (number, left, right) => {
    this.#shared.fuel.spend(1);
    const root = this.#shared.roots.things[number]!;
    const before = left ?? this.#shared.initial(root);
    const after = join(before, right ?? this.#shared.initial(root));
    return sameValue(before, after) ? left : after;
  };

  readonly #joined: Combine<Value> = (_, left, right) => {
    if (!left || !right) return left ?? right;
    const after = join(left, right);
    return sameValue(left, after) ? left : after;
  };
}
