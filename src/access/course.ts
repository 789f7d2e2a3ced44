import type { Evaluator } from "#access/evaluate.ts";
import type { Thunk, Value } from "#access/value.ts";
import { isWithin, type Region } from "#model/location.ts";
import type { Decision, ExpressionId, WayId, Ways } from "#model/module-outline.ts";

/** Which ways through a function are taken, given what is known around it. */
export interface Course {
  /** Holds for what stands on one of the ways that are taken. */
  readonly passes: (region: Region) => boolean;
  /** The mentions that stand on none of them, by their place. */
  readonly left: ReadonlySet<number>;
  /** The texts of which some test asked, and it is known how it comes out. */
  readonly asked: ReadonlySet<string>;
}

type At = Omit<Thunk, "expression">;

/** Follows the ways of a function from its beginning; where nobody knows how a test comes out, both of its ways. */
export function courseOf(evaluator: Evaluator, { decisions, parts }: Ways, at: At): Course {
  const asked = new Set<string>();
  const taken = new Set<WayId>([0]);
  const waiting = new Map(decisions.entries());
  for (let before = -1; before < taken.size;) {
    before = taken.size;
    for (const [index, decision] of waiting) {
      if (!decision.after.some((way) => taken.has(way))) continue;
      waiting.delete(index);
      const { yes, no, text } = outcomeOf(evaluator, decision, at);
      if (yes) taken.add(2 * index + 1);
      if (no) taken.add(2 * index + 2);
      if (text !== undefined) asked.add(text);
    }
  }
  const known = parts.map((part) => ({ ...part, isTaken: part.after.some((way) => taken.has(way)) }));
  const kept = new Set(known.flatMap(({ isTaken, mentions }) => (isTaken ? mentions : [])));
  const left = known.flatMap(({ isTaken, mentions }) => (isTaken ? [] : mentions));
  const places = known.flatMap(({ isTaken, regions }) => regions.map((region) => ({ region, isTaken })));
  return {
    passes: (region) => nearest(places, region)?.isTaken !== false,
    left: new Set(left.filter((mention) => !kept.has(mention))),
    asked,
  };
}

interface PlacedWay {
  readonly region: Region;
  readonly isTaken: boolean;
}

function nearest(places: readonly PlacedWay[], region: Region): PlacedWay | undefined {
  let found: PlacedWay | undefined;
  for (const place of places)
    if (isWithin(region, place.region) && (!found || isWithin(place.region, found.region))) found = place;
  return found;
}

interface Outcome {
  readonly yes: boolean;
  readonly no: boolean;
  /** What the subject is, if it is known how the test comes out. */
  readonly text?: string;
}

const either: Outcome = { yes: true, no: true };

/** How a test may come out. A text that is known is or is not what is asked for; of all else, nothing is known. */
function outcomeOf(evaluator: Evaluator, { subject, is, how }: Decision, at: At): Outcome {
  const [text, ...others] = textsOf(evaluator.evaluate({ ...at, expression: subject })) ?? [];
  if (text === undefined || others.length > 0) return either;
  const answers = new Set(is.map((expression) => answerOf(evaluator, text, { how, at, expression })));
  if (answers.has("yes")) return { yes: true, no: false, text };
  return answers.has("maybe") ? either : { yes: false, no: true, text };
}

interface Asked {
  readonly how: Decision["how"];
  readonly at: At;
  readonly expression: ExpressionId;
}

function answerOf(evaluator: Evaluator, text: string, { how, at, expression }: Asked): "yes" | "no" | "maybe" {
  const values = evaluator.evaluate({ ...at, expression });
  if (how === "among") return isAmong(evaluator, text, values);
  const texts = textsOf(values);
  if (!texts) return "maybe";
  const fits = texts.filter((one) => (how === "start" ? text.startsWith(one) : text === one));
  if (fits.length === 0) return "no";
  return fits.length === texts.length ? "yes" : "maybe";
}

function isAmong(evaluator: Evaluator, text: string, [value, ...others]: readonly Value[]): "yes" | "no" | "maybe" {
  if (!value || others.length > 0) return "maybe";
  if (value.kind === "list") {
    const texts = value.items.map((item) => (item.conditional ? undefined : textsOf(evaluator.force(item.value))));
    if (texts.some((one) => one?.length === 1 && one[0] === text)) return "yes";
    return value.isOpen || texts.some((one) => one === undefined || one.includes(text)) ? "maybe" : "no";
  }
  if (value.kind !== "object") return "maybe";
  const entry = value.entries.find(({ key }) => key === text);
  if (entry) return entry.conditional ? "maybe" : "yes";
  return value.isOpen ? "maybe" : "no";
}

/** What may be a text only; undefined if something else may be it, too. */
function textsOf(values: readonly Value[]): readonly string[] | undefined {
  const texts = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
  return texts.length === values.length && texts.length > 0 ? [...new Set(texts)] : undefined;
}
