import { isRefusal } from "#flow/gate-words.ts";
import { both, either, nothing, type Passed, samePassed } from "#flow/gate-passed.ts";
import type { Node } from "#model/document.ts";
import type { Constant } from "#model/semantics.ts";

/** What a value says of gates. */
export interface Verdict {
  /** What has said yes if it is true. */
  readonly holds: Passed;
  /** What has said yes if it is false. */
  readonly fails: Passed;
  /** It is this, and nothing else. */
  readonly constant?: Constant;
  /** Its parts by name. */
  readonly parts?: ReadonlyMap<string, Verdict>;
  /** It is an answer from outside: what is not known of its parts says the same. */
  readonly isOpen?: true;
  /** It is a promise: what has said yes once it is kept, and what it is then. */
  readonly promised?: { readonly completes: Passed; readonly value: Verdict };
  /** It is this function. */
  readonly called?: Node;
  /** It is something that the function was given: the beginning of the atoms that speak of it. */
  readonly input?: string;
  /** It is a text that tells what this is, and is true whatever that is. */
  readonly written?: Verdict;
  /** One of these, where some of them are constants. */
  readonly of?: readonly Verdict[];
}

export const unknown: Verdict = { holds: nothing, fails: nothing };
/** An object, a function: something that is true, whatever it is. */
export const something: Verdict = { holds: nothing, fails: undefined };

const mostAlternatives = 4;

export function constantVerdict(constant: Constant): Verdict {
  return constant ? { holds: nothing, fails: undefined, constant } : { holds: undefined, fails: nothing, constant };
}

export const absent: Verdict = constantVerdict(null);

/** Something that a function was given; `key` tells which. */
export function inputVerdict(key: string): Verdict {
  return { holds: [`${key}+`], fails: [`${key}-`], input: key };
}

/** A promise of a value. */
export function promiseOf(completes: Passed, value: Verdict): Verdict {
  return { ...something, promised: { completes, value } };
}

export function negated(verdict: Verdict): Verdict {
  const { holds, fails, constant } = verdict;
  const open = verdict.isOpen && { isOpen: true as const };
  return constant === undefined ? { holds: fails, fails: holds, ...open } : constantVerdict(!constant);
}

/** The same, as it is where something more has said yes. */
export function under(passed: Passed, verdict: Verdict): Verdict {
  if (passed?.length === 0) return verdict;
  const { holds, fails, parts, of } = verdict;
  return {
    ...verdict,
    holds: both(passed, holds),
    fails: both(passed, fails),
    ...(parts && { parts: new Map(Array.from(parts, ([name, each]) => [name, under(passed, each)] as const)) }),
    ...(of && { of: of.map((each) => under(passed, each)) }),
  };
}

/** The one or the other. */
export function joined(left: Verdict | undefined, right: Verdict | undefined): Verdict {
  if (!left || !right) return left ?? right ?? unknown;
  if (left === right || isImpossible(right)) return left;
  if (isImpossible(left)) return right;
  return {
    holds: either(left.holds, right.holds),
    fails: either(left.fails, right.fails),
    ...constantsOf(left, right),
    ...partsOfBoth(left, right),
    ...(left.called && left.called === right.called && { called: left.called }),
    ...promisedBoth(left, right),
    ...(left.written && right.written && { written: joined(left.written, right.written) }),
  };
}

function constantsOf(left: Verdict, right: Verdict): Pick<Verdict, "constant" | "of"> {
  if (left.constant !== undefined && left.constant === right.constant) return { constant: left.constant };
  const of = [...(left.of ?? [left]), ...(right.of ?? [right])];
  return of.length <= mostAlternatives && of.some(({ constant }) => constant !== undefined) ? { of } : {};
}

function partsOfBoth(left: Verdict, right: Verdict): Pick<Verdict, "parts" | "isOpen"> {
  const names = new Set([...(left.parts?.keys() ?? []), ...(right.parts?.keys() ?? [])]);
  const parts = new Map(Array.from(names, (name) => [name, joined(partOf(left, name), partOf(right, name))] as const));
  const isOpen = [left, right].every((each) => each.isOpen ?? isNothing(each)) && (left.isOpen ?? right.isOpen);
  return { ...(parts.size > 0 && { parts }), ...(isOpen && { isOpen }) };
}

function promisedBoth({ promised: left }: Verdict, { promised: right }: Verdict): Pick<Verdict, "promised"> {
  if (!left || !right) return {};
  const completes = either(left.completes, right.completes);
  return { promised: { completes, value: joined(left.value, right.value) } };
}

function isImpossible({ holds, fails }: Verdict): boolean {
  return holds === undefined && fails === undefined;
}

/** Nothing can be read from it. */
function isNothing({ constant, holds }: Verdict): boolean {
  return constant === null || constant === false || (holds === undefined && constant === undefined);
}

/** What is read from a value under a name. */
export function partOf(verdict: Verdict, name: string): Verdict {
  const known = verdict.parts?.get(name);
  if (known) return known;
  if (verdict.input !== undefined && !verdict.input.includes("/")) return inputVerdict(`${verdict.input}/${name}`);
  if (isNothing(verdict)) return { holds: undefined, fails: undefined };
  if (!verdict.isOpen) return unknown;
  return isRefusal(name) ? negated(verdict) : verdict;
}

/** How the comparison with a constant comes out. */
export function equals(verdict: Verdict, constant: Constant): Verdict {
  if (verdict.of) return verdict.of.map((each) => equals(each, constant)).reduce(joined);
  if (verdict.constant !== undefined) {
    const isSame = verdict.constant === constant;
    return under(verdict.holds ?? verdict.fails, constantVerdict(isSame));
  }
  if (verdict.promised || verdict.called) return constantVerdict(false);
  // A no that is written as text is not empty.
  if (verdict.written) return constant === "" ? unknown : equals(verdict.written, read(constant, verdict.written));
  const { holds, fails } = verdict;
  // A no may be false, so what is not null may be a no.
  if (constant === null) return { holds: fails, fails: either(holds, fails) };
  const saysNo = !constant || (typeof constant === "string" && isRefusal(constant));
  return saysNo ? { holds: fails, fails: holds } : { holds, fails };
}

/** What a text stands for where something is written as text. */
function read(text: Constant, { constant }: Verdict): Constant {
  if (typeof text !== "string" || typeof constant === "string") return text;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return /^(?:null|none|undefined)$/i.test(text) ? null : text;
}

/** The text that tells what a value is. */
export function textOf(verdict: Verdict): Verdict {
  return isTelling(verdict) ? { ...something, written: verdict } : something;
}

/** Marks a value as the answer of a gate: what is not known of it is the gate's verdict; constants stay what they are. */
export function answered(verdict: Verdict, atom: string): Verdict {
  if (verdict.promised) {
    const { completes, value } = verdict.promised;
    return { ...verdict, promised: { completes, value: answered(value, atom) } };
  }
  const { parts, holds, fails } = verdict;
  if (parts)
    return { ...verdict, parts: new Map(Array.from(parts, ([name, each]) => [name, answered(each, atom)] as const)) };
  if (holds === undefined || fails === undefined || verdict.called) return verdict;
  return { holds: both(holds, [atom]), fails, isOpen: true };
}

/** Holds if a value says something of a gate. */
export function isTelling({ holds, fails }: Verdict): boolean {
  return (holds !== undefined && holds.length > 0) || (fails !== undefined && fails.length > 0);
}

export function sameVerdict(left: Verdict | undefined, right: Verdict | undefined): boolean {
  if (left === right) return true;
  if (!left || !right) return false;
  const isAlike = (["constant", "isOpen", "called", "input"] as const).every((key) => left[key] === right[key]);
  if (!isAlike || left.of?.length !== right.of?.length) return false;
  const passed = [left.holds, left.fails, left.promised?.completes];
  const others = [right.holds, right.fails, right.promised?.completes];
  if (!passed.every((each, index) => samePassed(each, others[index]))) return false;
  return sameParts(left.parts, right.parts) && sameVerdict(left.written, right.written);
}

function sameParts(left: Verdict["parts"], right: Verdict["parts"]): boolean {
  return (
    left?.size === right?.size && Array.from(left ?? []).every(([name, each]) => sameVerdict(each, right?.get(name)))
  );
}

/** The same value with other things said of it; `change` is asked for each. */
export function mapVerdict(verdict: Verdict, change: (passed: Passed) => Passed): Verdict {
  const { input: _, promised, parts, of, written, ...rest } = verdict;
  return {
    ...rest,
    holds: change(verdict.holds),
    fails: change(verdict.fails),
    ...(parts && { parts: new Map(Array.from(parts, ([name, each]) => [name, mapVerdict(each, change)] as const)) }),
    ...(promised && { promised: { completes: change(promised.completes), value: mapVerdict(promised.value, change) } }),
    ...(of && { of: of.map((each) => mapVerdict(each, change)) }),
    ...(written && { written: mapVerdict(written, change) }),
  };
}
