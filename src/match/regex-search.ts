import type { Span } from "#model/location.ts";
import type { Fuel } from "#match/fuel.ts";
import type { CharacterTest } from "#match/regex-characters.ts";
import type { Regex } from "#match/regex.ts";
import { RegexMachine } from "#match/regex-machine.ts";
import { areMet } from "#match/needs.ts";

/** A stretch of text that an expression matches, with what its groups do, by their numbers from 1 on in the rule's spelling. */
export interface RegexMatch extends Span {
  readonly groups: readonly (Span | undefined)[];
}

/** Every match in a text, in order and without overlap; spends fuel for the text and for what is found. */
export function* allMatches(regex: Regex, text: string, fuel: Fuel): Generator<RegexMatch, void> {
  let from = 0;
  const find = searcher(regex, text, fuel);
  for (let match = find(from); match; match = find(from)) {
    fuel.spend(1);
    yield match;
    if (regex.isAnchored) return;
    from = match.end > match.start ? match.end : afterCharacter(text, match.end);
  }
}

/** The first match in a text. */
export function firstMatch(regex: Regex, text: string, fuel: Fuel): RegexMatch | undefined {
  return searcher(regex, text, fuel)(0);
}

/** Holds if the expression matches anywhere in a text, or at its start if it is anchored. */
export function regexTest(regex: Regex, text: string, fuel: Fuel): boolean {
  return firstMatch(regex, text, fuel) !== undefined;
}

/** What a search costs that the engine itself does. */
function costOfQuick(text: string): number {
  return 1 + text.length / 16;
}

/** Finds the first match that starts at an offset or behind it. */
type Find = (from: number) => RegexMatch | undefined;

function searcher(regex: Regex, text: string, fuel: Fuel): Find {
  fuel.spend(costOfQuick(text));
  if (!areMet(regex.needs, (literal) => text.includes(literal))) return () => undefined;
  if (regex.isQuick(text.length)) return nativeSearcher(regex, text);
  const program = regex.program();
  const machine = new RegexMachine(program, text, fuel);
  const { starts, run, captures } = program;
  return (from) => {
    for (let at = from; at <= text.length; at++) {
      if (starts) while (at < text.length && starts[Math.min(text.charCodeAt(at), 128)] === 0) at++;
      if (starts && at >= text.length) return undefined;
      if (regex.isAnchored && at > 0) return undefined;
      if (isWithinPair(text, at)) continue;
      if (machine.matchesAt(at)) return matchOf(machine.slots, captures);
      if (run) at = endOfRun(run, text, at);
    }
    return undefined;
  };
}

/** The first place from an offset on where no character of a run stands. */
function endOfRun({ ascii, other }: CharacterTest, text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at)!;
    if (code < 128 ? ascii[code] === 0 : !other(code)) return at;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

function matchOf(slots: Int32Array, captures: number): RegexMatch {
  const groups = Array.from({ length: captures + 1 }, (_, index) => {
    const [start, end] = [slots[2 * index]!, slots[2 * index + 1]!];
    return index === 0 || start < 0 || end < 0 ? undefined : { start, end };
  });
  return { start: slots[0]!, end: slots[1]!, groups };
}

function nativeSearcher(regex: Regex, text: string): Find {
  const { expression, groups } = regex.native();
  return (from) => {
    expression.lastIndex = from;
    const found = expression.exec(text);
    if (!found) return undefined;
    const spans = groups.map((written) => {
      const place = written === 0 ? undefined : found.indices?.[written];
      return place && { start: place[0], end: place[1] };
    });
    return { start: found.index, end: found.index + found[0].length, groups: spans };
  };
}

/** Holds between the halves of a character beyond the basic plane. */
function isWithinPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function afterCharacter(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}
