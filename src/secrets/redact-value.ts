import { redact } from "#secrets/redact.ts";

/** Digests that a version is pinned to: a commit or an image's hash, which is public by its nature. */
const digest = /^(sha256:)?([0-9a-f]{40}|[0-9a-f]{64})$/;

/** The same value with every string in it redacted, however deep; keys are names and stay, and so does a `version` that is a digest. */
export function redactValue<Value>(value: Value): Value {
  if (typeof value === "string") return redact(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item)) as Value;
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    const isDigest = key === "version" && typeof item === "string" && digest.test(item);
    return [key, isDigest ? item : redactValue(item)];
  });
  return Object.fromEntries(entries) as Value;
}
