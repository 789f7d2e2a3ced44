import { compareText } from "#model/location.ts";

/**
 * What has said yes on every way to a point: of each clause one atom at least. An atom is a gate (`g12`), or says how
 * something came out that the function was given (`p3.0+`: its first parameter was true). Undefined: no way leads
 * there. Clauses and the atoms of each are sorted.
 */
export type Passed = readonly string[] | undefined;

/** Nothing has said anything. */
export const nothing: readonly string[] = [];

/** More clauses, and more atoms in one, are forgotten: what is known gets less, and nothing wrong. */
const most = 8;
/** Where ways meet on which different gates stand, this many of each are kept. */
const mostMet = 3;

export function gateAtom(index: number): string {
  return `g${index}`;
}

/** The gates of a clause; undefined where some of it is no gate. */
export function gatesOfClause(clause: string): number[] | undefined {
  const atoms = clause.split("|");
  return atoms.every((atom) => atom.startsWith("g")) ? atoms.map((atom) => Number(atom.slice(1))) : undefined;
}

function arranged(clauses: Iterable<string>): readonly string[] {
  const unique = [...new Set(clauses)];
  if (unique.length < 2) return unique;
  const kept = unique.sort((left, right) => left.length - right.length || compareText(left, right)).slice(0, most);
  return kept.sort(compareText);
}

/** What holds if both hold. */
export function both(left: Passed, right: Passed): Passed {
  if (!left || !right) return undefined;
  if (left === right || right.length === 0) return left;
  return left.length === 0 ? right : arranged([...left, ...right]);
}

/** What holds where two ways meet. `isStrict`: only what holds on both by itself. */
export function either(left: Passed, right: Passed, isStrict = false): Passed {
  if (!left || !right) return left ?? right;
  if (left === right || left.length === 0) return left;
  if (right.length === 0) return right;
  const common = left.filter((clause) => right.includes(clause));
  const [first, second] = [left, right].map((some) => some.filter((clause) => !common.includes(clause)));
  if (isStrict || !first || !second || first.length === 0 || second.length === 0) return common;
  const met = first
    .slice(0, mostMet)
    .flatMap((one) => second.slice(0, mostMet).map((other) => united(one, other)))
    .filter((clause) => clause !== undefined);
  return arranged([...common, ...met]);
}

function united(one: string, other: string): string | undefined {
  const atoms = [...new Set([...one.split("|"), ...other.split("|")])].sort(compareText);
  return atoms.length > most ? undefined : atoms.join("|");
}

/** The same, with something else for some atoms. `resolve` gives undefined for atoms that stay. */
export function substitute(passed: Passed, resolve: (atom: string) => { readonly is: Passed } | undefined): Passed {
  if (!passed?.some((clause) => clause.includes("p"))) return passed;
  let all: Passed = nothing;
  for (const clause of passed) {
    let known: Passed;
    for (const atom of clause.split("|")) {
      const found = atom.startsWith("p") ? resolve(atom) : undefined;
      known = either(known, found ? found.is : [atom]);
    }
    all = both(all, known);
  }
  return all;
}

export function samePassed(left: Passed, right: Passed): boolean {
  if (left === right) return true;
  return left?.length === right?.length && left?.every((clause, index) => clause === right?.[index]) === true;
}
