import type { Binding } from "#match/binding.ts";
import type { Document } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { redact } from "#secrets/redact.ts";

/** What a metavariable stands for, as it may be shown. */
export function redactedBinding(document: Document, binding: Binding): Binding {
  const { start, end } = binding.span;
  const span = { start, end: Math.min(end, start + longestQuote) };
  const harmless = redactedAt(document, span, binding.text.slice(0, longestQuote));
  if (harmless === binding.text) return binding;
  const text = binding.text.length > longestQuote ? `${harmless}…` : harmless;
  return { span, text, value: text };
}

/**
 * Characters of a match and of a metavariable that are looked at: matches may lie in one another, and each would cost
 * as much as the text that it spans.
 */
export const longestQuote = 2000;

/** Characters on either side of a text that say what it is: the name before a value, the rest of a key. */
const contextLength = 500;

/**
 * A text as it may be shown: itself, if it is still there when it is redacted together with what stands around it.
 * A value alone does not tell that it is a password; the name before it does.
 */
export function redactedAt(document: Document, { start, end }: Span, text: string): string {
  const around = document.text.slice(Math.max(0, start - contextLength), end + contextLength);
  const harmless = redact(around);
  if (harmless === around || harmless.includes(text)) return text;
  const alone = redact(text);
  return alone === text ? "[redacted]" : alone;
}
