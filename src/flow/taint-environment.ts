import { sameValue } from "#flow/same-value.ts";
import { clean, isClean, join, type Root, type Taints, unite, type Value } from "#flow/taint-value.ts";
import type { PropagatorMark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";

/** What a variable holds that a function has not set. */
export type Initial = (root: Root) => Value;

/** What is known at a point of a function. */
export class TaintEnvironment {
  /** What was set; everything else is as it was at the beginning. */
  readonly values: Map<Root, Value>;
  /** Of expressions within which ways part: what their parts are that have been computed. */
  readonly computed: Map<Node, Value>;
  /** What is on its way through a propagator. */
  readonly propagated: Map<PropagatorMark, Taints>;
  /** What everything that is done now is done under. */
  control: Taints;
  readonly #initial: Initial;

  constructor(initial: Initial, from?: TaintEnvironment) {
    this.#initial = initial;
    this.values = new Map(from?.values);
    this.computed = new Map(from?.computed);
    this.propagated = new Map(from?.propagated);
    this.control = from?.control ?? clean.taints;
  }

  copy(): TaintEnvironment {
    return new TaintEnvironment(this.#initial, this);
  }

  read(root: Root): Value {
    return this.values.get(root) ?? this.#initial(root);
  }

  write(root: Root, value: Value): void {
    if (isClean(value) && isClean(this.#initial(root))) this.values.delete(root);
    else this.values.set(root, value);
  }

  /** Adds what holds on another way to here; holds if that changed anything. */
  add(other: TaintEnvironment): boolean {
    const control = unite(this.control, other.control);
    let isChanged = control !== this.control;
    this.control = control;
    for (const root of new Set([...this.values.keys(), ...other.values.keys()])) {
      const before = this.read(root);
      const after = join(before, other.read(root));
      if (sameValue(before, after)) continue;
      this.write(root, after);
      isChanged = true;
    }
    for (const [node, value] of other.computed) {
      const before = this.computed.get(node);
      const after = join(before ?? clean, value);
      if (before && sameValue(before, after)) continue;
      this.computed.set(node, after);
      isChanged = true;
    }
    for (const [mark, taints] of other.propagated) {
      const before = this.propagated.get(mark);
      const after = before ? unite(before, taints) : taints;
      if (before === after) continue;
      this.propagated.set(mark, after);
      isChanged = true;
    }
    return isChanged;
  }
}
