import { buildPrefilter } from "#discover/prefilter.ts";
import type { Detection, SecretData } from "#model/detector.ts";
import type { RepoPath } from "#model/location.ts";
import { surpriseOf } from "#secrets/bigrams.ts";
import { createJudge, type Judged } from "#secrets/judge.ts";
import { indexDetectors, type Candidate } from "#secrets/match-detectors.ts";

/** Detections of one file that are kept; a file with more is a list of secrets, and the first ones say so. */
const mostDetections = 1000;

/** What was found in one file. */
export interface DetectionResult {
  /** In the order of their places; none overlaps another. */
  readonly detections: readonly Detection[];
  /** Holds if a bound was met, so that something may not have been found. */
  readonly exhausted: boolean;
}

/** Looks for secrets in files whose places of keywords are known. */
export interface SecretDetector {
  /** What to look for everywhere, without regard to case. */
  readonly keywords: readonly string[];
  /**
   * `places` is what `Prefilter.scan` tells of `bytes`, and `first` the number that the first keyword has among its
   * literals. A pure function of its arguments.
   */
  detect(bytes: Buffer, path: RepoPath, places: readonly number[], first: number): DetectionResult;
}

/** Makes the detector from the compiled data. Expressions are compiled when a keyword of theirs is first met. */
export function createDetector(data: SecretData): SecretDetector {
  const index = indexDetectors(data.detectors);
  const judge = createJudge(surpriseOf(data.bigrams));
  return {
    keywords: index.keywords,
    detect: (bytes, _path, places, first) => {
      if (places.length === 0) return { detections: [], exhausted: false };
      const text = bytes.toString("latin1");
      const { candidates, exhausted } = index.match(text, places, first);
      const judged = candidates.flatMap((candidate) => judge(text, candidate) ?? []);
      const detections = mostSpecific(paired(text, judged, candidates));
      return {
        detections: detections.slice(0, mostDetections),
        exhausted: exhausted || detections.length > mostDetections,
      };
    },
  };
}

/** Looks for secrets alone: one automaton over their keywords, then what `createDetector` does. */
export function createDetect(data: SecretData): (bytes: Buffer, path: RepoPath) => Detection[] {
  const detector = createDetector(data);
  const literals = detector.keywords.map((text) => ({ text, ignoreCase: true, everywhere: true }));
  const prefilter = buildPrefilter(literals);
  return (bytes, path) => {
    const places: number[] = [];
    prefilter.scan(bytes, places);
    return [...detector.detect(bytes, path, places, 0).detections];
  };
}

/** Without what counts only beside another match, where that is not near. */
function paired(text: string, judged: readonly Judged[], candidates: readonly Candidate[]): Judged[] {
  const byId = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const known = byId.get(candidate.detector.id);
    if (known) known.push(candidate);
    else byId.set(candidate.detector.id, [candidate]);
  }
  for (const list of byId.values()) list.sort((one, other) => one.start - other.start);
  return judged.filter(({ candidate }) => {
    const { pair } = candidate.detector;
    return !pair || hasNear(text, candidate, byId.get(pair.id) ?? [], pair.lines);
  });
}

/** Characters that may lie between the two of a pair, and matches on either side that are looked at. */
const widestPair = 4000;
const mostNeighbours = 20;

function hasNear(text: string, { start, end }: Candidate, sorted: readonly Candidate[], lines: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return sorted.slice(Math.max(0, low - mostNeighbours), low + mostNeighbours).some((other) => {
    if (other.start < end && other.end > start) return false;
    const [from, to] = other.start < start ? [other.end, start] : [end, other.start];
    return to - from <= widestPair && text.slice(from, to).split("\n").length - 1 <= lines;
  });
}

/** Of what overlaps, the most specific; what is made to be seen hides what lies under it and is left out itself. */
function mostSpecific(judged: readonly Judged[]): Detection[] {
  const inOrder = [...judged].sort(
    (one, other) =>
      one.detection.start - other.detection.start ||
      other.rank - one.rank ||
      (one.detection.detector < other.detection.detector ? -1 : 1),
  );
  const kept: Judged[] = [];
  for (const each of inOrder) {
    const last = kept.at(-1);
    if (!last || last.detection.end <= each.detection.start) kept.push(each);
    else if (each.rank > last.rank) kept[kept.length - 1] = each;
  }
  return kept.filter(({ candidate }) => !candidate.detector.publishable).map(({ detection }) => detection);
}
