import { locationOf } from "#artifact/recorder.ts";
import type { FlowStep } from "#match/compile.ts";
import type { Document } from "#model/document.ts";
import type { LineStarts, Location, Span } from "#model/location.ts";
import { longestQuote, redactedAt } from "#quote.ts";
import { shorten } from "#report/visible.ts";

/** A document in which something was found. */
export interface Searched {
  readonly document: Document;
  readonly lines: LineStarts;
  /** What is said of places that ways lead through: many ways lead through the same ones. */
  readonly told: Map<string, string>;
}

/** UTF-16 units of a step of a way: enough to know it by; the place shows the rest. */
const longestStep = 80;

const flowWords = { source: "begins here", step: "passes here", sink: "ends here" } as const;

/** A place on the way of taint, with what stands there as it may be shown. */
export function flowLocation(
  { start, end, role, leftOut = 0 }: FlowStep,
  { document, lines, told }: Searched,
): Location {
  const place = `${start}-${end}`;
  const text = told.get(place) ?? quoted(document, { start, end: Math.min(end, start + longestQuote) });
  told.set(place, text);
  const after = leftOut > 0 ? `, after ${leftOut} more place${leftOut === 1 ? "" : "s"}` : "";
  return { ...locationOf(document, { start, end }, lines), message: `${flowWords[role]}${after}: ${text}` };
}

function quoted(document: Document, span: Span): string {
  const text = redactedAt(document, span, document.text.slice(span.start, span.end));
  return shorten(text.replace(/\s+/g, " ").trim(), longestStep);
}
