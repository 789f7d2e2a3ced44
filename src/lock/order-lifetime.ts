import type { Direction } from "#lock/order-word.ts";

const secondsOf: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["s", 1],
  ["sec", 1],
  ["second", 1],
  ["m", 60],
  ["min", 60],
  ["minute", 60],
  ["h", 3600],
  ["hr", 3600],
  ["hour", 3600],
  ["d", 86_400],
  ["day", 86_400],
  ["w", 604_800],
  ["week", 604_800],
  ["month", 2_592_000],
  ["y", 31_536_000],
  ["yr", 31_536_000],
  ["year", 31_536_000],
]);

/** ISO 8601: `P1Y2M3W4DT5H6M7S`, each part optional. */
const iso =
  /^p(?:(\d{1,9})y)?(?:(\d{1,9})m)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:t(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?)?$/;

const isoSeconds = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60, 1];

/** A lifetime in seconds: `3600`, `15m`, `12 hours`, `P1D`; infinite for `never` and for none; undefined if it is not understood. */
export function lifetimeSeconds(text: string | undefined): number | undefined {
  const word = text?.trim().toLowerCase();
  if (word === undefined || word === "never" || word === "none" || word === "infinite") return Infinity;
  const simple = /^(\d{1,15})\s{0,3}([a-z]{0,8}?)s?$/.exec(word);
  const unit = simple && secondsOf.get(simple[2]!);
  if (unit !== undefined && unit !== null) return Number(simple![1]) * unit;
  const parts = iso.exec(word);
  if (!parts || word === "p") return undefined;
  return isoSeconds.reduce((sum, seconds, index) => sum + seconds * Number(parts[index + 1] ?? 0), 0);
}

/** The way from one lifetime to another: longer is wider, and none at all is the longest. */
export function lifetimeDirection(before: string | undefined, after: string | undefined): Direction {
  const [from, to] = [lifetimeSeconds(before), lifetimeSeconds(after)];
  if (from === undefined || to === undefined || from === to) return "other";
  return to > from ? "wider" : "narrower";
}
