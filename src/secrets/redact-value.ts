import { redact } from "#secrets/redact.ts";

/** The same value with every string in it redacted, however deep; keys are names and stay. */
export function redactValue<Value>(value: Value): Value {
  if (typeof value === "string") return redact(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item)) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue<unknown>(item)])) as Value;
}
