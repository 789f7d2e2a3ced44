import type { Span } from "#model/location.ts";

/** Stretches of a document in source order that do not overlap. */
export type Stretches = readonly Span[];

/** What the spans cover. */
export function stretchesOf(spans: readonly Span[]): Stretches {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const last = stretches.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches;
}

/** Holds if one of the stretches holds all of the span. */
export function isWithin({ start, end }: Span, stretches: Stretches): boolean {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return low > 0 && end <= stretches[low - 1]!.end;
}
