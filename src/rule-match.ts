import { locationOf } from "#artifact/recorder.ts";
import { flowLocation, type Searched } from "#flow-location.ts";
import type { Binding } from "#match/binding.ts";
import type { Match } from "#match/compile.ts";
import { interpolate } from "#match/message.ts";
import type { Span } from "#model/location.ts";
import type { RuleMetadata } from "#model/rule.ts";
import type { RuleMatch } from "#model/summary.ts";
import { longestQuote, redactedAt, redactedBinding } from "#quote.ts";
import { digestOf } from "#read-text.ts";
import { redact } from "#secrets/redact.ts";

/** A document of which the offsets are `base` more in what was searched than in itself: of a single document, none. */
export interface SearchedPart extends Searched {
  readonly base: number;
}

/** What a rule has found, as it is told. `partAt`: the document in which an offset lies. */
export function toRuleMatch(
  metadata: RuleMetadata,
  partAt: (offset: number) => SearchedPart,
  { span: at, bindings, flow = [], remarks = [], confidence }: Match,
): RuleMatch {
  const part = partAt(at.start);
  const { document, lines } = part;
  const span = within(part, at);
  const spoken = [...bindings].filter(([name]) => metadata.message.includes(name));
  const harmless = spoken.map(
    ([name, binding]) => [name, harmlessBinding(partAt(binding.span.start), binding)] as const,
  );
  const end = Math.min(span.end, span.start + longestQuote);
  const construct = redactedAt(document, { start: span.start, end }, document.text.slice(span.start, end));
  return {
    ruleId: metadata.id,
    message: redact(interpolate(metadata.message, new Map(harmless)), [metadata.id]),
    location: locationOf(document, span, lines),
    related: remarks.map((remark) => {
      const own = partAt(remark.start);
      return { ...locationOf(own.document, within(own, remark), own.lines), message: remark.text };
    }),
    ...(flow.length > 0 && {
      flow: flow.map((step) => {
        const own = partAt(step.start);
        return flowLocation({ ...step, ...within(own, step) }, own);
      }),
    }),
    ...(confidence && { confidence }),
    quoted: document.host?.document.syntax === "markdown",
    construct: digestOf(Buffer.from(construct.replace(/\s+/g, " ").trim())).slice(0, 32),
  };
}

/** A place as the document itself counts. */
function within({ base }: SearchedPart, { start, end }: Span): Span {
  return { start: start - base, end: end - base };
}

function harmlessBinding(part: SearchedPart, binding: Binding): Binding {
  return redactedBinding(part.document, { ...binding, span: within(part, binding.span) });
}
