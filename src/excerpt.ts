import { hiderOf, maskPlaces } from "#hide-secrets.ts";
import { lineStartsOf, type RepoPath, type Span } from "#model/location.ts";
import type { Finding } from "#model/finding.ts";
import type { SourceExcerpt } from "#model/report.ts";
import { lineHashes } from "#report/line-hash.ts";
import { redact } from "#secrets/redact.ts";

/** Lines shown before and after the lines of a finding. */
const context = 2;

/** Characters of a line that are kept: more than any terminal shows, less than a file of one line holds. */
const lineLimit = 2000;

/** What is to be shown of a file. */
export interface ExcerptRequest {
  /** The lines that findings speak of. */
  readonly lines: ReadonlySet<number>;
  /** The lines at which they start. */
  readonly starts: ReadonlySet<number>;
  /** The places of secrets in the text, sorted. */
  readonly secrets: readonly Span[];
}

/** The lines around the findings of one file and the hashes of the lines at which they start. */
export function excerptOf(text: string, { lines, starts, secrets }: ExcerptRequest): SourceExcerpt {
  const lineStarts = lineStartsOf(text);
  // The whole text is redacted, since a key may span lines; line breaks stay where they are.
  const harmless = redact(maskPlaces(text, secrets)).split(/\r\n|\r|\n/);
  const hide = hiderOf(text, secrets);
  const shown = new Map<number, string>();
  for (const line of [...lines].sort((left, right) => left - right)) {
    for (let near = Math.max(1, line - context); near <= Math.min(lineStarts.length, line + context); near++) {
      if (shown.has(near)) continue;
      shown.set(near, hide(harmless[near - 1] ?? "").slice(0, lineLimit));
    }
  }
  return { lines: shown, lineHashes: lineHashes(text, starts) };
}

/** Per file: the lines that findings speak of, and the lines at which they start. */
export function linesOf(findings: readonly Finding[]): Map<RepoPath, { lines: Set<number>; starts: Set<number> }> {
  const byPath = new Map<RepoPath, { lines: Set<number>; starts: Set<number> }>();
  const entry = (path: RepoPath) => {
    const known = byPath.get(path) ?? { lines: new Set<number>(), starts: new Set<number>() };
    byPath.set(path, known);
    return known;
  };
  for (const { location, related, flow } of findings) {
    entry(location.path).starts.add(location.region.startLine);
    for (const { path, region } of [location, ...related, ...flow]) entry(path).lines.add(region.startLine);
  }
  return byPath;
}
