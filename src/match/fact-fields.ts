import type { Fuel } from "#match/fuel.ts";
import { type Regex, type RegexError, isRegexError, translateRegex } from "#match/regex.ts";
import { regexTest } from "#match/regex-search.ts";
import type { ApiModel } from "#model/api-model.ts";
import { saidByEngine, type StatedFact } from "#model/stated-fact.ts";
import type { StatedPattern, ValuePattern } from "#model/value-pattern.ts";

/** One thing that is asked of a fact. */
export interface FieldTest {
  readonly name: string;
  readonly wanted: ValuePattern;
  /** The metavariable that the field is bound to, if that is what is asked. */
  readonly metavariable?: string;
  /** Holds if a value that is known is one of those that are asked for; of a list, if one item is. */
  readonly fits: (value: unknown, fuel: Fuel) => boolean;
}

const metavariable = /^\$[A-Z_][A-Z_0-9]*$/;
const expression = /^=~\/(.*)\/(i?)$/s;

/** What a pattern asks, ready to be asked. Gives the reason for an expression that cannot be read. */
export function fieldTestsOf({ asked }: StatedPattern): readonly FieldTest[] | { readonly mistake: string } {
  const tests: FieldTest[] = [];
  for (const [name, wanted] of asked) {
    const choices = (typeof wanted === "object" && wanted !== null ? wanted : [wanted]).map(choiceOf);
    for (const choice of choices)
      if (isExpression(choice) && isRegexError(choice))
        return { mistake: `'${name}' holds an expression that cannot be read: ${choice.message}` };
    const isBound = typeof wanted === "string" && metavariable.test(wanted);
    const fits: FieldTest["fits"] = (value, fuel) => {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return isBound || items.some((item) => choices.some((choice) => isChoice(choice, item, fuel)));
    };
    tests.push({ name, wanted, ...(isBound && { metavariable: wanted }), fits });
  }
  return tests;
}

type Choice = string | number | boolean | null | Regex | RegexError;

function choiceOf(wanted: string | number | boolean | null): Choice {
  const written = typeof wanted === "string" ? expression.exec(wanted) : null;
  if (!written) return wanted;
  return translateRegex(written[1]!, { multiline: false, anchored: false, ignoreCase: written[2] === "i" });
}

function isExpression(choice: Choice): choice is Regex | RegexError {
  return typeof choice === "object" && choice !== null;
}

function isChoice(choice: Choice, item: unknown, fuel: Fuel): boolean {
  if (!isExpression(choice)) return choice === item;
  const isText = typeof item === "string" || typeof item === "number";
  return isText && !isRegexError(choice) && regexTest(choice, String(item), fuel);
}

/** What a fact says under a name; undefined where it says nothing. */
export function fieldOf({ key, anchor, system, conditional, confidence, value }: StatedFact, name: string): unknown {
  const stated = Object.hasOwn(value, name) ? value[name] : undefined;
  // A list of which nothing is known says nothing.
  if (stated !== undefined && !(Array.isArray(stated) && stated.length === 0)) return stated;
  return { key, anchor, system, conditional, confidence }[name];
}

/** Holds unless a row can never state what is asked: it says something else there, or nothing. */
export function couldState({ system, fact }: ApiModel, { name, wanted, fits }: FieldTest, fuel: Fuel): boolean {
  if (name === "conditional" || name === "confidence" || name === "key") return true;
  const template = name === "anchor" ? fact.anchor : Object.hasOwn(fact.value, name) ? fact.value[name] : undefined;
  const isGiven = JSON.stringify(template ?? "").includes("$(");
  if (wanted === null) return isGiven;
  if (isGiven || saidByEngine[fact.kind]?.includes(name) === true) return true;
  const said = template ?? (name === "system" ? system : undefined);
  return said !== undefined && fits(said, fuel);
}
