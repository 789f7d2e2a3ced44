/**
 * What a text must hold for a rule to match at all: of every group at least one literal, verbatim. No groups: nothing is
 * known, and the rule must always run.
 */
export type Literals = readonly (readonly string[])[];

/** Shorter literals are in nearly every text. */
export const shortestLiteral = 3;
/** More groups cost more than they save. */
const mostGroups = 6;
/** Sources and sinks of several languages stay apart; more words than that rule out little. */
const mostJoined = 2;

/** The literals of a conjunction. */
export function allOf(parts: readonly Literals[]): Literals {
  const groups = new Map(parts.flat().map((group) => [group.join("\0"), group]));
  return [...groups.values()].sort((left, right) => worth(right) - worth(left)).slice(0, mostGroups);
}

/** The literals of a disjunction: groups that all parts share, or groups that hold one of each part, the best of each first. */
export function anyOf(parts: readonly Literals[]): Literals {
  const [first = [], ...others] = parts;
  const shared = first.filter((group) =>
    others.every((part) => part.some((other) => other.join("\0") === group.join("\0"))),
  );
  if (shared.length > 0) return shared;
  const sorted = parts.map((part) => [...part].sort((left, right) => worth(right) - worth(left)));
  const count = Math.min(mostJoined, ...sorted.map(({ length }) => length));
  return Array.from({ length: parts.length > 0 ? count : 0 }, (_, index) => [
    ...new Set(sorted.flatMap((part) => part[index]!)),
  ]);
}

/** Holds if a text may be one that the rule matches. */
export function holdsLiterals(literals: Literals, text: string): boolean {
  return literals.every((group) => group.some((literal) => text.includes(literal)));
}

/** How much a group rules out: the longer its shortest literal, the more. Escapes, which start with a backslash, do not count. */
function worth(group: readonly string[]): number {
  return Math.min(...group.filter((literal) => !literal.startsWith("\\")).map((literal) => literal.length));
}
