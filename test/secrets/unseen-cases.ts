import { contexts, spellings, subjectOf, type Context } from "./unseen/contexts.ts";
import { createDraw } from "./unseen/draw.ts";
import { formats, valueOf } from "./unseen/formats.ts";
import { noise } from "./unseen/look-alikes-noise.ts";
import { standIns } from "./unseen/look-alikes.ts";
import { structured } from "./unseen/structured.ts";

/**
 * Cases for the detection of secrets, written without sight of the detectors. Every value is drawn when the cases are
 * made: nothing here is, or ever was, anybody's credential.
 */
export interface UnseenCase {
  /** Unique, readable, the same for the same seed. */
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

/** A file that holds exactly one secret, or one pair. */
export interface SecretCase extends UnseenCase {
  readonly context: Context;
  readonly format: string;
  /** Names that a detector may give the vendor; empty where no vendor is meant. */
  readonly providers: readonly string[];
  /** Texts of the file: a finding counts if it touches a line on which one of them begins. */
  readonly marks: readonly string[];
}

/** A file that holds no secret. */
export interface LookAlikeCase extends UnseenCase {
  readonly group: string;
}

/** One file for every format and context; the spelling changes from format to format, and with the round. */
export function secretCases(seed: number, round = 0): readonly SecretCase[] {
  const draw = createDraw(seed + round);
  const single = contexts.flatMap((context, place) =>
    formats.map((format, index): SecretCase => {
      const value = valueOf(format, draw);
      const usable = spellings[context].filter((spelling) => format.telling || spelling.mute !== true);
      const spelling = usable[(index + place + round) % usable.length]!;
      const { path, text } = spelling.write(subjectOf(format, value, draw));
      const mark = text.includes(value) ? value : encodeURIComponent(value);
      return {
        id: `${format.name}, ${context}, ${spelling.name}`,
        path,
        text,
        context,
        format: format.name,
        providers: format.providers,
        marks: [mark],
      };
    }),
  );
  const others = structured.map(({ name, providers, context, write }): SecretCase => {
    const { path, text, marks } = write(draw);
    return { id: `${name}, ${context}`, path, text, context, format: name, providers, marks };
  });
  return [...single, ...others];
}

/** Every look-alike once. */
export function lookAlikeCases(seed: number): readonly LookAlikeCase[] {
  const draw = createDraw(seed);
  return [...standIns, ...noise].map(({ group, name, write }) => ({ id: `${group}: ${name}`, group, ...write(draw) }));
}
