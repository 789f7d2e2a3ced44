import { type Selection, toldAt } from "#identity/selector.ts";
import type { ApiCondition } from "#model/api-model.ts";

/** Holds if what a row asks of a call is so, by what is known of it. */
export function holds({ at, is, may, not, unless, given }: ApiCondition, selection: Selection): boolean {
  const values = toldAt(at, selection);
  if (given !== undefined && values.length > 0 !== given) return false;
  const constants = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
  const known = values.flatMap((value) => (value.kind === "external" ? value.names.slice(-1) : [])).concat(constants);
  if (is && !known.some((text) => is.some((pattern) => isText(pattern, text)))) return false;
  // What a call makes is not known by what is called.
  const named = values.flatMap((value) =>
    value.kind === "external" && !value.calls.some(({ after }) => after === value.names.length)
      ? value.names.slice(-1)
      : [],
  );
  const told = [...named, ...constants];
  if (may && told.length > 0 && !told.some((text) => may.some((pattern) => isText(pattern, text)))) return false;
  if (unless && known.some((text) => unless.some((pattern) => isText(pattern, text)))) return false;
  return !not || (constants.length > 0 && !constants.some((text) => not.some((pattern) => isText(pattern, text))));
}

/** Rows come with the tool or from the person who runs it; their expressions are checked when they are read. */
function isText(pattern: string, text: string): boolean {
  if (!/^\/.*\/$/.test(pattern)) return pattern === text;
  const known = expressions.get(pattern) ?? new RegExp(pattern.slice(1, -1), "iu");
  expressions.set(pattern, known);
  return known.test(text);
}

/** By how rows write them: each is asked about many texts. */
const expressions = new Map<string, RegExp>();
