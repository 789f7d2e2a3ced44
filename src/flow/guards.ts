import { type Actual, type Term, type Terms, truthOf } from "#flow/guard-terms.ts";

/** A test of a value, and how it came out. */
export interface Literal {
  readonly term: Term;
  readonly holds: boolean;
}

/**
 * Under which tests of what a function was given something happens: any of the clauses, of which all literals hold. No
 * clause: it never happens. No guard at all: it may always happen. A guard may say less than is known, never more.
 */
export interface Guard {
  readonly clauses: readonly (readonly Literal[])[];
  /** Equal for equal guards. */
  readonly key: string;
}

/** Clauses of one guard, and literals of one clause; more would say little. */
const [mostClauses, mostLiterals] = [8, 12];

/** What never happens. */
export const never: Guard = { clauses: [], key: "" };

/** Holds if the guard cannot be met. */
export function isNever(guard: Guard | undefined): boolean {
  return guard?.clauses.length === 0;
}

/** One test; undefined where it is known to hold, or nothing can be said of it. */
export function guardOf({ term, holds }: Literal): Guard | undefined {
  const truth = truthOf(term);
  if (truth !== undefined) return truth === holds ? undefined : never;
  const isNegated = term.kind === "operation" && term.operator === "not";
  if (isNegated) return guardOf({ term: term.operands[0]!, holds: !holds });
  return term.isPartial || isClosed(term) ? undefined : made([[{ term, holds }]]);
}

function isClosed({ kind }: Term): boolean {
  return kind === "constant" || kind === "list" || kind === "record";
}

/** Both guards are met. */
export function both(left: Guard | undefined, right: Guard | undefined): Guard | undefined {
  if (!left || left === right) return right;
  if (!right || isNever(left)) return left;
  if (left.clauses.length * right.clauses.length > mostClauses * mostClauses) return left;
  return made(left.clauses.flatMap((one) => right.clauses.map((other) => [...one, ...other])));
}

/** One of the guards is met. */
export function either(left: Guard | undefined, right: Guard | undefined): Guard | undefined {
  if (!left || !right || left === right) return left && right;
  return made([...left.clauses, ...right.clauses]);
}

/** The guard in terms of the caller, given what the function is called with; literals of which nothing is known hold. */
export function inCaller(guard: Guard, terms: Terms, actual: Actual): Guard | undefined {
  const replaced = new Map<number, Term>();
  let result: Guard | undefined = never;
  for (const clause of guard.clauses) {
    let all: Guard | undefined;
    for (const { term, holds } of clause)
      all = both(all, guardOf({ term: terms.replace(term, actual, replaced), holds }));
    result = either(result, all);
    if (!result) return undefined;
  }
  return result;
}

/** The shortest guard that says the same; undefined where it always holds, or says too much to be kept. */
function made(clauses: readonly (readonly Literal[])[]): Guard | undefined {
  const possible = clauses.map(consistent).filter((clause) => clause !== undefined);
  const shortest = absorbed(possible.map(keyed));
  if (shortest.some(({ literals }) => literals.size === 0) || shortest.length > mostClauses) return undefined;
  const sorted = shortest
    .map(({ literals }) => [...literals].sort(([left], [right]) => left - right))
    .sort((left, right) => compareNumbers(numbersOf(left), numbersOf(right)));
  return {
    clauses: sorted.map((clause) => clause.map(([, literal]) => literal)),
    key: sorted.map(keyOf).join("|"),
  };
}

function numbersOf(literals: readonly (readonly [number, Literal])[]): number[] {
  return literals.map(([number]) => number);
}

function keyOf(literals: readonly (readonly [number, Literal])[]): string {
  return numbersOf(literals).join();
}

/** The order of clauses: by their first literals, then by the next ones. */
export function compareNumbers(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((number, index) => number !== right[index]);
  return at < 0 ? left.length - right.length : left[at]! - (right[at] ?? -Infinity);
}

/** The clause without what it says twice; undefined if it contradicts itself. */
function consistent(clause: readonly Literal[]): readonly Literal[] | undefined {
  const known = new Map<Term, boolean>();
  const equals = new Map<Term, Term>();
  for (const { term, holds } of clause) {
    if ((known.get(term) ?? holds) !== holds) return undefined;
    known.set(term, holds);
    if (!holds || term.kind !== "operation" || !/^={2,3}$/.test(term.operator)) continue;
    const [value, constant] = term.operands;
    if (constant?.kind !== "constant" || !value) continue;
    const other = equals.get(value);
    if (other?.kind === "constant" && typeof other.value === typeof constant.value && other !== constant)
      return undefined;
    equals.set(value, constant);
  }
  return Array.from(known, ([term, holds]) => ({ term, holds })).slice(-mostLiterals);
}

interface Keyed {
  /** By a number that is negative for what must not hold. */
  readonly literals: ReadonlyMap<number, Literal>;
}

function keyed(clause: readonly Literal[]): Keyed {
  return { literals: new Map(clause.map((literal) => [numberOf(literal), literal] as const)) };
}

function numberOf({ term, holds }: Literal): number {
  return holds ? term.id + 1 : -term.id - 1;
}

/** Without literals of which the other half is another clause, and without clauses that others include. */
function absorbed(clauses: readonly Keyed[]): readonly Keyed[] {
  let current = clauses.slice(0, mostClauses * mostClauses);
  for (let round = 0; round < mostLiterals; round++) {
    const kept: Keyed[] = [];
    for (const [index, clause] of current.entries()) {
      const isCovered = current.some(
        (other, at) =>
          at !== index && includes(clause, other) && (other.literals.size < clause.literals.size || at < index),
      );
      if (!isCovered) kept.push(clause);
    }
    const after = kept.map((clause) => withoutHalves(clause, kept));
    current = after;
    if (after.every((clause, index) => clause === kept[index])) break;
  }
  return current;
}

/** Holds if all that `other` asks for is asked for by `clause`. */
function includes({ literals }: Keyed, other: Keyed): boolean {
  if (other.literals.size > literals.size) return false;
  for (const number of other.literals.keys()) if (!literals.has(number)) return false;
  return true;
}

/** `a, or not a and b`: `a or b`. */
function withoutHalves(clause: Keyed, all: readonly Keyed[]): Keyed {
  for (const number of clause.literals.keys()) {
    const isHalf = all.some(({ literals }) => {
      if (!literals.has(-number)) return false;
      for (const each of literals.keys()) if (each !== -number && !clause.literals.has(each)) return false;
      return true;
    });
    if (!isHalf) continue;
    const literals = new Map(clause.literals);
    literals.delete(number);
    return { literals };
  }
  return clause;
}
