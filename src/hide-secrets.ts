import { buildPrefilter } from "#discover/prefilter.ts";
import { compareText, type Span } from "#model/location.ts";
import type { FileSummary } from "#model/summary.ts";
import { mapStrings } from "#secrets/redact-value.ts";
import { maskOf, redacted } from "#secrets/token-shapes.ts";

/** Shorter secrets are words that stand elsewhere for something else. */
const shortestHidden = 8;

/**
 * The summary without the secrets that were found in its file, wherever they are repeated in it: redaction knows formats
 * and names, but not every place that a secret was known by. `hidden`: where its formats say that a credential stands,
 * whatever it looks like; these are kept for excerpts.
 */
export function hideSecrets(summary: FileSummary, text: string, hidden: readonly Span[] = []): FileSummary {
  const spoken = hidden.length > 0 ? { ...withoutHidden(summary, hiderOf(text, hidden)), hidden } : summary;
  if (summary.secrets.length === 0) return spoken;
  const hide = hiderOf(text, summary.secrets);
  const { facts, edges, matches, problems, ignores } = spoken;
  return { ...spoken, ...mapStrings({ facts, edges, matches, problems, ignores }, hide) };
}

/** Changes what is only read by people: a name beside a credential's must not change what a file is said to do. */
function withoutHidden(summary: FileSummary, hide: (shown: string) => string): FileSummary {
  return {
    ...summary,
    matches: mapStrings(summary.matches, (text, key) => (key === "message" ? hide(text) : text)),
    problems: mapStrings(summary.problems, (text, key) => (key === "message" ? hide(text) : text)),
    ignores: mapStrings(summary.ignores, (text, key) => (key === "reason" ? hide(text) : text)),
  };
}

/** The places of a file that are not shown, sorted; the longer of two that begin together comes first. */
export function hiddenPlaces({ secrets, hidden = [] }: FileSummary): readonly Span[] {
  if (hidden.length === 0) return secrets;
  return [...secrets, ...hidden].sort((left, right) => left.start - right.start || right.end - left.end);
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
    if (end <= copied) continue;
    if (start >= copied) pieces.push(text.slice(copied, start), text.slice(start, end).replace(/[^\r\n]+/g, redacted));
    else pieces.push(text.slice(copied, end).replace(/[^\r\n]+/g, redacted));
    copied = end;
  }
  return pieces.join("") + text.slice(copied);
}
