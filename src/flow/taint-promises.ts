import { clean, composed, fieldOf, isClean, join, refusalPart, type Value } from "#flow/taint-value.ts";

/** A promise that is refused with a value. */
export function refusedWith(value: Value): Value {
  return isClean(value) ? clean : composed(new Map([[refusalPart, value]]));
}

/** What the callbacks for a promise that is refused are given. */
export function refusalOf(promise: Value): Value {
  return fieldOf(promise, refusalPart);
}

/** What a promise holds once it is kept. */
export function keptOf(promise: Value): Value {
  if (!promise.fields?.has(refusalPart)) return promise;
  const { fields, ...rest } = promise;
  const kept = new Map(fields);
  kept.delete(refusalPart);
  return kept.size > 0 ? { ...rest, fields: kept } : rest;
}

/** What a promise that was made of another one is, if nobody has asked why that was refused. */
export function withRefusalOf(made: Value, promise: Value): Value {
  return join(made, refusedWith(refusalOf(promise)));
}
