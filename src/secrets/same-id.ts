import type { Span } from "#model/location.ts";

/** Characters before and behind a value among which it is looked for once more. */
const window = 500;
/** Characters before a value in which the name that it stands under is looked for. */
const longestName = 60;
/** Places at which a value is looked for. */
const mostPlaces = 5;

const idName = /(?:^|[^A-Za-z])(?:[A-Za-z]+[_-])*(?:id|[a-z]+I[dD])["'`]?\s{0,3}[:=]\s{0,3}["'`]?$/;

/** Holds if a value near by also stands under a name that says that it is an id: `token: "6f3e…", response_id: "6f3e…"`. */
export function standsUnderId(text: string, { start, end }: Span): boolean {
  const value = text.slice(start, end);
  const first = Math.max(0, start - window);
  const near = text.slice(first, end + window);
  let at = near.indexOf(value);
  for (let place = 0; place < mostPlaces && at >= 0; place++) {
    if (idName.test(near.slice(Math.max(0, at - longestName), at))) return true;
    at = near.indexOf(value, at + value.length);
  }
  return false;
}
