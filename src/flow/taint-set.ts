import type { Entity } from "#flow/entity.ts";
import { both, either, type Guard, isNever } from "#flow/guards.ts";
import type { Mark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { TaintPropagator, TaintSource } from "#model/rule.ts";

/** What a function is given from outside: a parameter, a variable of a function around it, or what it is a method of. */
export type Input =
  | { readonly type: "parameter"; readonly index: number }
  | { readonly type: "captured"; readonly root: Root };

/** What a value may be kept in: a variable, or the object that the methods of a class share (the class stands for it). */
export type Root = Entity | Node;

/** Where a taint comes from: a place that a rule names, whatever the function will be given, or what that returns. */
export type Origin =
  | { readonly type: "source"; readonly mark: Mark<TaintSource> }
  | { readonly type: "input"; readonly input: Input; readonly path: readonly string[] }
  /** What a call of something returns that the function was given. */
  | { readonly type: "result"; readonly call: string }
  /** One of those that are too many to be told apart. */
  | { readonly type: "any" };

/** A place that taint went through, and the one before it. */
export interface Step {
  readonly node: Node;
  readonly before: Step | undefined;
  /** How many places there are, this one included, and those that were too many to be kept. */
  readonly length: number;
  /** The last of the places at which the way begins (`mostFirst`), if it goes on from there. */
  readonly begin?: Step;
}

/** One taint of a value, with the shortest way that it is known to have come. */
export interface Taint {
  /** The same for taints that are the same but for their way. */
  readonly key: string;
  readonly origin: Origin;
  /** Taint that a function is given has all the labels that it will come with. */
  readonly label: string;
  readonly steps: Step | undefined;
  /** Holds for taint of an input where the value is that input, or a part of it, rather than made of it. */
  readonly isSame?: boolean;
  /** Propagators that it has gone through before its labels were known. */
  readonly pending?: readonly TaintPropagator[];
  /** Under which tests of what the function is given the taint is there; undefined: it may always be. */
  readonly guard?: Guard;
}

/** Taints by their keys. */
export type Taints = ReadonlyMap<string, Taint>;

/** Taints of one part that are told apart, and those of whole inputs. */
const mostTaints = 60;
const mostInputs = 120;
/** Places at which ways begin that are asked for. */
export const mostFirst = 30;
/** Of ways of the same length, as many of the last places are compared. */
const mostCompared = 100;

/** Stands for all taints that are too many. Where nothing else comes to a sink, that is told. */
const anyTaint: Taint = { key: "*|", origin: { type: "any" }, label: "", steps: undefined };

/** Taints that were looked at since somebody asked: values are joined too deep within each other for each to be told. */
let touched = 0;

/** How many taints were looked at since this was asked last; whoever evaluates spends fuel for them. */
export function takeTouched(): number {
  const taken = touched;
  touched = 0;
  return taken;
}

/** The taints of one or the other; of the same taint the shorter way. */
export function unite(left: Taints, right: Taints): Taints {
  if (right.size === 0 || left === right) return left;
  if (left.size === 0) return right;
  touched += right.size;
  let united: Map<string, Taint> | undefined;
  const longest = new Map<string, Taint>();
  for (const [key, taint] of right) {
    const known = left.get(key);
    const merged = known ? mergedTaint(known, taint) : taint;
    if (merged === known) continue;
    united ??= copied(left);
    if (known || united.size < mostTaints) united.set(key, merged);
    else addWider(united, nearer(united, taint, longest));
  }
  return united ?? left;
}

function copied(taints: Taints): Map<string, Taint> {
  touched += taints.size;
  return new Map(taints);
}

/**
 * Where one more taint is too many, a source that is nearer stands in for the farthest one like it, which is handed back.
 * `longest`: what is known of the farthest ones, by what they must share.
 */
function nearer(taints: Map<string, Taint>, taint: Taint, longest: Map<string, Taint>): Taint {
  if (taint.origin.type !== "source") return taint;
  const kind = `${taint.label}|${taint.guard?.key ?? ""}`;
  const known = longest.get(kind);
  const farthest = known && taints.get(known.key) === known ? known : farthestLike(taints, taint);
  if (!farthest) return taint;
  longest.set(kind, farthest);
  if (!isShorter(taint, farthest)) return taint;
  taints.delete(farthest.key);
  taints.set(taint.key, taint);
  return farthest;
}

function farthestLike(taints: Map<string, Taint>, { label, guard }: Taint): Taint | undefined {
  touched += taints.size;
  let farthest: Taint | undefined;
  for (const each of taints.values()) {
    const isLike = each.origin.type === "source" && each.label === label && each.guard?.key === guard?.key;
    if (isLike && (!farthest || isShorter(farthest, each))) farthest = each;
  }
  return farthest;
}

/** Too many taints: a part of an input is as the whole is; all else is one. */
function addWider(taints: Map<string, Taint>, taint: Taint): void {
  const { origin } = taint;
  const whole = { ...taint, isSame: false };
  const wider =
    origin.type === "input" ? { ...whole, origin: { ...origin, path: [] }, key: inputKey(origin.input) } : anyTaint;
  const known = taints.get(wider.key);
  if (known || taints.size < mostInputs) taints.set(wider.key, known ? mergedTaint(known, wider) : wider);
  else taints.set(anyTaint.key, anyTaint);
}

/** The taint of a whole input. */
export function inputTaint(input: Input): Taint {
  return {
    key: inputKey(input),
    origin: { type: "input", input, path: [] },
    label: "",
    steps: undefined,
    isSame: true,
  };
}

/** What the taint of a whole input is known by. */
function inputKey(input: Input): string {
  if (input.type === "parameter") return `p${input.index}|`;
  return "declaration" in input.root ? `v${input.root.declaration.start}|` : `t${input.root.start}|`;
}

/** The same taint on two ways: the shorter one, under the guard of either. */
function mergedTaint(left: Taint, right: Taint): Taint {
  const next = isShorter(right, left) ? right : left;
  const shorter = next.isSame && !(left.isSame && right.isSame) ? { ...next, isSame: false } : next;
  if (left.guard?.key === right.guard?.key || !shorter.guard) return shorter;
  return under(shorter, either(left.guard, right.guard));
}

function under(taint: Taint, guard: Guard | undefined): Taint {
  const { key, origin, label, steps, isSame = false, pending } = taint;
  return { key, origin, label, steps, ...(isSame && { isSame }), ...(pending && { pending }), ...(guard && { guard }) };
}

/** The taints as of what is made of a value, rather than the value itself. */
export function derived(taints: Taints): Taints {
  let made: Map<string, Taint> | undefined;
  touched += taints.size;
  for (const [key, taint] of taints) {
    if (!taint.isSame) continue;
    made ??= copied(taints);
    made.set(key, { ...taint, isSame: false });
  }
  return made ?? taints;
}

/** Those that stand for what a function is given. */
export function ofInputs(taints: Taints): Taints {
  touched += taints.size;
  return new Map([...taints].filter(([, { origin }]) => origin.type === "input"));
}

/** Taints that are there under a guard only; none where it cannot be met. */
export function guardedTaints(taints: Taints, guard: Guard | undefined): Taints {
  if (!guard || taints.size === 0) return taints;
  touched += taints.size;
  const kept = new Map<string, Taint>();
  for (const [key, taint] of taints) {
    const all = both(taint.guard, guard);
    if (!isNever(all)) kept.set(key, under(taint, all));
  }
  return kept;
}

/** Ties go to the way that goes through what stands first. */
export function isShorter(left: Taint, right: Taint): boolean {
  const difference = (left.steps?.length ?? 0) - (right.steps?.length ?? 0);
  if (difference !== 0) return difference < 0;
  let [one, other] = [left.steps, right.steps];
  for (let at = 0; at < mostCompared && one && other && one !== other; at++, one = one.before, other = other.before)
    if (one.node.start !== other.node.start) return one.node.start < other.node.start;
  return false;
}

/** The taints, each changed; what becomes the same is kept once, the shorter way. */
export function mapTaints(taints: Taints, change: (taint: Taint) => Taint): Taints {
  if (taints.size === 0) return taints;
  touched += taints.size;
  const changed = new Map<string, Taint>();
  for (const taint of taints.values()) {
    const other = change(taint);
    const known = changed.get(other.key);
    changed.set(other.key, known ? mergedTaint(known, other) : other);
  }
  return changed;
}

/** The places at which a way begins, as many of them as are asked for at most. */
export function firstSteps(steps: Step | undefined): readonly Node[] {
  const first: Node[] = [];
  for (let step = steps?.begin ?? steps; step; step = step.before) first.push(step.node);
  return first.reverse();
}

/** One way and then the other; where that is long, only the beginning is kept, and how long it is. */
export function followedBy(first: Step | undefined, then: Step | undefined): Step | undefined {
  if (!first || !then) return first ?? then;
  const length = first.length + then.length;
  if (first.length < mostFirst) return new JoinedWay(first, then, length);
  const { node, before, begin } = first;
  return { node, before, length, ...(begin && { begin }) };
}

/** Two ways in a row, of which the places are only put together once they are asked for: most ways are never told. */
class JoinedWay implements Step {
  readonly node: Node;
  readonly length: number;
  readonly #first: Step;
  readonly #then: Step;
  #before: { readonly steps: Step | undefined } | undefined;

  constructor(first: Step, then: Step, length: number) {
    this.#first = first;
    this.#then = then;
    this.length = length;
    this.node = length <= mostFirst ? then.node : (firstSteps(then).at(mostFirst - first.length - 1) ?? then.node);
  }

  get before(): Step | undefined {
    this.#before ??= { steps: this.#joined() };
    return this.#before.steps;
  }

  #joined(): Step | undefined {
    let steps: Step | undefined = this.#first;
    for (const node of firstSteps(this.#then)) {
      if ((steps?.length ?? 0) >= mostFirst) break;
      steps = stepTo(node, steps);
    }
    return steps?.before;
  }
}

/** One more step, unless it is the last one again. */
export function stepTo(node: Node, before: Step | undefined): Step {
  if (!before) return { node, before, length: 1 };
  if (before.node === node) return before;
  const begin = before.begin ?? (before.length < mostFirst ? undefined : before);
  return { node, before, length: before.length + 1, ...(begin && { begin }) };
}
