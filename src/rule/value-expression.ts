import { Fuel, OutOfFuel } from "#match/fuel.ts";
import { type Regex, type RegexError, isRegexError, translateRegex } from "#match/regex.ts";
import { firstMatch, regexTest } from "#match/regex-search.ts";

/** Fuel for all expressions of one rule in one tree: a second's worth, where honest ones need a thousandth. */
const fuelPerRule = 5_000_000;

/** The expression of `=~/re/` or `=~/re/i`; a bare source is case-sensitive. */
export function valueExpression(source: string): Regex | RegexError {
  const delimited = /^=~\/(.*)\/(i?)$/s.exec(source);
  const use = { multiline: false, anchored: false, ignoreCase: delimited?.[2] === "i" };
  return translateRegex(delimited?.[1] ?? source, use);
}

/**
 * Makes the test of one rule's expressions on values of facts. A scanned tree can supply both: the test throws
 * `OutOfFuel` when the rule has used up what it may. Expressions were checked when the rule was read.
 */
export function valueTester(): (source: string, value: string) => boolean {
  const fuel = new Fuel(fuelPerRule);
  const known = new Map<string, Regex | RegexError>();
  return (source, value) => {
    const regex = known.get(source) ?? valueExpression(source);
    known.set(source, regex);
    return !isRegexError(regex) && regexTest(regex, value, fuel);
  };
}

/** Finds what the first group of one expression matches in a value; it finds nothing once its fuel is used up. */
export function groupFinder(source: string): (value: string) => string | undefined {
  const fuel = new Fuel(fuelPerRule);
  const regex = valueExpression(source);
  return (value) => {
    if (isRegexError(regex)) return undefined;
    try {
      const group = firstMatch(regex, value, fuel)?.groups[1];
      return group && value.slice(group.start, group.end);
    } catch (error) {
      if (error instanceof OutOfFuel) return undefined;
      throw error;
    }
  };
}

/** The same test for several rules together; it holds for what it has no fuel left to look at. */
export function lenientValueTester(): (source: string, value: string) => boolean {
  const test = valueTester();
  return (source, value) => {
    try {
      return test(source, value);
    } catch (error) {
      if (error instanceof OutOfFuel) return true;
      throw error;
    }
  };
}
