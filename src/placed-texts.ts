import type { FileSummary } from "#model/summary.ts";
import { mapStrings, valueRedactor } from "#secrets/redact-value.ts";

/** How a text is written that only tells where its file holds it: no text of a program begins like that and is kept. */
const place = /^\0(\d+):(\d+)$/;

/** Pieces of a secret that are shorter say nothing of it. */
const shortestPiece = 4;

/** The part of a summary that says what is written in a program, as it is written. */
type Words = Pick<FileSummary, "outline" | "flowEnds">;

/** That, and where secrets stand in the program. */
type Told = Words & Pick<FileSummary, "secrets" | "hidden">;

function wordsOf({ outline, flowEnds }: Words): Words {
  return { ...(outline && { outline }), ...(flowEnds && { flowEnds }) };
}

/** Tells the texts in which a secret may stand, or which could be taken for a place. */
type Suspicion = (text: string) => boolean;

/** Makes what tells them of a file; of what its secrets are, the text of the file knows more than a single value of it. */
export function suspicions(): (summary: Told, text?: string) => Suspicion {
  const redact = valueRedactor();
  return ({ secrets, hidden = [] }, text = "") => {
    const values = [...secrets, ...hidden]
      .map(({ start, end }) => text.slice(start, end))
      .filter((value) => value !== "");
    return (part) => part.startsWith("\0") || redact(part) !== part || values.some((value) => isPiece(part, value));
  };
}

function isPiece(part: string, value: string): boolean {
  return part.includes(value) || (part.length >= shortestPiece && value.includes(part));
}

/** Holds if the file holds a secret, or something is to be kept of it that may be one. */
export function mayTellSecret(summary: Told, isSuspicious: Suspicion): boolean {
  const { secrets, hidden = [] } = summary;
  let isFound = secrets.length + hidden.length > 0;
  const look = (text: string) => {
    isFound ||= isSuspicious(text);
    return text;
  };
  if (!isFound) mapStrings(wordsOf(summary), look);
  return isFound;
}

/**
 * A summary that says of each text in which a secret may stand no more than where the file holds it; undefined where the
 * file does not hold one as it is, or writes a secret with escapes, so that its value is not known here.
 */
export function withPlaces<Summary extends Told>(
  summary: Summary,
  text: string,
  isSuspicious: Suspicion,
): Summary | undefined {
  const { secrets, hidden = [] } = summary;
  if ([...secrets, ...hidden].some(({ start, end }) => text.slice(start, end).includes("\\"))) return undefined;
  let isWhole = true;
  const placed = mapStrings(wordsOf(summary), (part) => {
    if (!isSuspicious(part)) return part;
    const at = text.indexOf(part);
    isWhole &&= at !== -1;
    return `\0${at}:${part.length}`;
  });
  return isWhole ? { ...summary, ...placed } : undefined;
}

/** What `withPlaces` was made of, given the text of the same file. */
export function withTexts<Summary extends Words>(summary: Summary, text: string): Summary {
  const written = mapStrings(wordsOf(summary), (part) => {
    const [, at, length] = place.exec(part) ?? [];
    return at === undefined ? part : text.slice(Number(at), Number(at) + Number(length));
  });
  return { ...summary, ...written };
}
