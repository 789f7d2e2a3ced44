/** A path relative to the root of the scan, `/`-separated on every platform, never starting with `/` or `..`. */
export type RepoPath = string;

/** Half-open range `[start, end)` of UTF-16 offsets into the text of one document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines and columns are 1-based; columns count UTF-16 code units (SARIF `columnKind: utf16CodeUnits`). The end is exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A place in a file of the scanned tree; `message` labels it where it stands beside another place. */
export interface Location {
  readonly path: RepoPath;
  readonly region: Region;
  readonly message?: string;
}

/** Offsets at which the lines of a text start. CR, LF and CRLF each end a line, as SARIF viewers and GitHub count them. */
export type LineStarts = readonly number[];

/** The line table of `text`; the first entry is always 0. */
export function lineStartsOf(text: string): LineStarts {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 13 && text.charCodeAt(index + 1) === 10) continue;
    if (unit === 10 || unit === 13) starts.push(index + 1);
  }
  return starts;
}

/** 1-based line that holds `offset`: the last line that starts at or before it. */
export function lineAt(starts: LineStarts, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The region of `span` under the line table `starts`. */
export function regionAt(starts: LineStarts, span: Span): Region {
  const startLine = lineAt(starts, span.start);
  const endLine = lineAt(starts, span.end);
  return {
    startLine,
    startColumn: span.start - (starts[startLine - 1] ?? 0) + 1,
    endLine,
    endColumn: span.end - (starts[endLine - 1] ?? 0) + 1,
  };
}

/** Orders locations by path, then by place; plain code-unit order, so that no locale has a say. */
export function compareLocations(left: Location, right: Location): number {
  return (
    compareText(left.path, right.path) ||
    left.region.startLine - right.region.startLine ||
    left.region.startColumn - right.region.startColumn ||
    left.region.endLine - right.region.endLine ||
    left.region.endColumn - right.region.endColumn
  );
}

/** A name for a place: equal for places that `compareLocations` takes for one. */
export function placeName({ path, region }: Location): string {
  return `${path}\n${region.startLine}:${region.startColumn}:${region.endLine}:${region.endColumn}`;
}

/** Those of `locations` that are among `others`. Linear in both. */
export function sharedPlaces(locations: readonly Location[], others: readonly Location[]): Location[] {
  const names = new Set(others.map(placeName));
  return locations.filter((location) => names.has(placeName(location)));
}

/** Code-unit order of two strings: the one order used wherever output is sorted. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A number for where a region ends: of two in a file, what ends later has the greater one. */
export function endOf({ endLine, endColumn }: Region): number {
  return endLine * longestLine + Math.min(endColumn, longestLine - 1);
}

const longestLine = 1_000_000;

/** Holds for a region that lies in another one, or is the same. */
export function isWithin(inner: Region, outer: Region): boolean {
  const starts =
    inner.startLine > outer.startLine ||
    (inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn);
  const ends = inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return starts && ends;
}
