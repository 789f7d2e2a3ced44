import { buildPrefilter } from "#discover/prefilter.ts";
import { compareText, type Span } from "#model/location.ts";
import type { FileSummary } from "#model/summary.ts";
import { mapStrings } from "#secrets/redact-value.ts";
import { maskOf, redacted } from "#secrets/token-shapes.ts";

/** Shorter secrets are words that stand elsewhere for something else. */
const shortestHidden = 8;

/**
 * The summary without the secrets that were found in its file, wherever they are repeated in it: redaction knows formats
 * and names, but not every place that a secret was known by.
 */
export function hideSecrets(summary: FileSummary, text: string): FileSummary {
  if (summary.secrets.length === 0) return summary;
  const hide = hiderOf(text, summary.secrets);
  const { facts, edges, matches, problems, ignores } = summary;
  return { ...summary, ...mapStrings({ facts, edges, matches, problems, ignores }, hide) };
}

/** Masks what stands at these places of `text` wherever it is repeated in another text. */
export function hiderOf(text: string, places: readonly Span[]): (shown: string) => string {
  const values = [...new Set(places.map(({ start, end }) => text.slice(start, end)))]
    .filter((value) => value.length >= shortestHidden)
    .sort((left, right) => right.length - left.length || compareText(left, right));
  if (values.length === 0) return (shown) => shown;
  const prefilter = buildPrefilter(values);
  return (shown) => {
    const held = [...prefilter.scan(Buffer.from(shown))].sort((left, right) => left - right);
    return held.reduce((rest, index) => rest.replaceAll(values[index]!, maskOf(values[index]!)), shown);
  };
}

/** The text with the secrets at these places masked; line breaks stay where they are. */
export function maskPlaces(text: string, places: readonly Span[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { start, end } of places) {
    if (start < copied) continue;
    pieces.push(text.slice(copied, start), text.slice(start, end).replace(/[^\r\n]+/g, redacted));
    copied = end;
  }
  return pieces.join("") + text.slice(copied);
}
