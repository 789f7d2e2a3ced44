import type { Binding } from "#match/binding.ts";
import type { Document } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { redact } from "#secrets/redact.ts";
import { redacted } from "#secrets/token-shapes.ts";

/** What a metavariable stands for, as it may be shown. */
export function redactedBinding(document: Document, binding: Binding): Binding {
  const { start, end } = binding.span;
  const span = { start, end: Math.min(end, start + longestQuote) };
  const shown = binding.text.slice(0, longestQuote);
  const harmless = isComputed(document, binding)
    ? redactedBeside(document, span, shown)
    : redactedAt(document, span, shown);
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
export function redactedAt(document: Document, span: Span, text: string): string {
  const around = surroundings(document, span);
  const harmless = redact(around);
  if (harmless === around || harmless.includes(text)) return text;
  const alone = redact(text);
  return alone === text ? redacted : alone;
}

function surroundings({ text }: Document, { start, end }: Span): string {
  return text.slice(Math.max(0, start - contextLength), end + contextLength);
}

/** Holds for what is known of a place and stands there in no spelling, such as the key of a fact that a call states. */
function isComputed({ text }: Document, { node, text: known, span: { start, end } }: Binding): boolean {
  return node === undefined && !text.startsWith(known, start) && !text.slice(start, end).includes(known);
}

/** A text about a place, without what is secret in itself, and without the secrets that stand around the place. */
function redactedBeside(document: Document, span: Span, text: string): string {
  const around = surroundings(document, span);
  const secrets = maskedIn(around, redact(around));
  return redact(secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text));
}

/** Shorter texts that were masked are words that stand elsewhere for something else. */
const shortestSecret = 4;

/** What is gone from a text that was masked: what stands between the pieces that are left of it. */
function maskedIn(text: string, masked: string): string[] {
  if (masked === text) return [];
  const gone: string[] = [];
  let end = 0;
  const left = masked.split(/\[redacted\]|…/);
  for (const [index, piece] of left.entries()) {
    const at = piece === "" && index === left.length - 1 ? text.length : text.indexOf(piece, end);
    if (at < 0) break;
    gone.push(text.slice(end, at));
    end = at + piece.length;
  }
  return gone.filter((value) => value.length >= shortestSecret);
}
