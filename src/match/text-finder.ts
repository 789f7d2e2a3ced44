import type { RuleOptions } from "#model/rule.ts";
import { matchAlien } from "#match/aliengrep.ts";
import { alienStyle, readAlienPattern } from "#match/aliengrep-pattern.ts";
import type { Fuel } from "#match/fuel.ts";
import { withoutComments } from "#match/generic-comments.ts";
import { hasAmbiguousDots, readTextPattern } from "#match/generic-pattern.ts";
import { type TextMatch, type TextSource, matchText } from "#match/generic.ts";
import { noNeeds } from "#match/needs.ts";
import { needsOfText, needsOfWords } from "#match/pattern-needs.ts";
import { PatternError } from "#match/pattern-error.ts";
import type { Needs } from "#model/needs.ts";

/** A pattern over text, ready to look. */
export interface TextFinder {
  readonly find: (source: TextSource, fuel: Fuel) => TextMatch[];
  readonly needs: Needs;
}

/** Reads a pattern over text for the engine that the rule's options name. Throws `PatternError`. */
export function textFinder(source: string, options: RuleOptions): TextFinder {
  return options["generic_engine"] === "aliengrep" ? alienFinder(source, options) : genericFinder(source, options);
}

function genericFinder(source: string, options: RuleOptions): TextFinder {
  const pattern = readTextPattern(source);
  if (pattern.length === 0) throw new PatternError("the pattern is empty");
  if (hasAmbiguousDots(pattern)) throw new PatternError("an ellipsis stands directly before '$...X'");
  const style = options["generic_comment_style"];
  const span = options["generic_ellipsis_max_span"] as number | undefined;
  return {
    find: (text, fuel) => matchText(pattern, withoutComments(text, style), { span, fuel }),
    needs: needsOfText(pattern),
  };
}

function alienFinder(source: string, options: RuleOptions): TextFinder {
  const style = alienStyle(options);
  const pattern = readAlienPattern(source, style);
  if (pattern.every(({ type }) => type === "newline")) throw new PatternError("the pattern is empty");
  const words = pattern.flatMap((item) => (item.type === "word" ? [item.text] : []));
  return {
    find: (text, fuel) => matchAlien(pattern, text, style, fuel),
    needs: style.ignoresCase ? noNeeds : needsOfWords(words),
  };
}
