import { maskCommand } from "#secrets/command-text.ts";
import { redact } from "#secrets/redact.ts";

/** Digests that a version is pinned to: a commit or an image's hash, which is public by its nature. */
const digest = /^(sha256:)?([0-9a-f]{40}|[0-9a-f]{64})$/;

/** The same value with every string in it redacted, however deep; keys are names and stay, and so does a `version` that is a digest. */
export function redactValue<Value>(value: Value): Value {
  return valueRedactor()(value);
}

/**
 * Redacts values as `redactValue` does, and remembers the strings in them: for many values that say the same. `names`
 * stay, as they do in `redact`.
 */
export function valueRedactor(names: readonly string[] = []): <Value>(value: Value) => Value {
  const known = new Map<string, string>();
  const redactOf = (text: string) => {
    const redacted = known.get(text) ?? redact(maskCommand(text), names);
    known.set(text, redacted);
    return redacted;
  };
  return (value) => mapStrings(value, (text, key) => (key === "version" && digest.test(text) ? text : redactOf(text)));
}

/** The same value with every string in it replaced, however deep; `change` is told the key that it stands under. */
export function mapStrings<Value>(value: Value, change: (text: string, key?: string) => string, under?: string): Value {
  if (typeof value === "string") return change(value, under) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, change)) as Value;
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [key, mapStrings(item, change, key)]);
  return Object.fromEntries(entries) as Value;
}
