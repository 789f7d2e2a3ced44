import { buildPrefilter } from "#discover/prefilter.ts";
import type { Detection, SecretData } from "#model/detector.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import { surpriseOf } from "#secrets/bigrams.ts";
import {
  isDenied,
  isDeniedAbove,
  isPassedOver,
  isSaidOfInstalled,
  isSaidOpen,
  isShownAsMistake,
} from "#secrets/commented.ts";
import { createContextSearch } from "#secrets/context.ts";
import { createJudge, judgeContext, type Judged } from "#secrets/judge.ts";
import { isOfOwnMachine } from "#secrets/loopback.ts";
import { madeInTest } from "#secrets/made-in-test.ts";
import { isForMasking } from "#secrets/masking-test.ts";
import { indexDetectors, type Candidate } from "#secrets/match-detectors.ts";
import { ownOfTest, withOwnName } from "#secrets/own-key.ts";
import { samplesInDocument } from "#secrets/sample-document.ts";
import { isCalledSample, isInDocumentedExample, isInSample, isShownInForm } from "#secrets/shown-place.ts";
import { isDocument, isOfNobody, isWalkthrough, shownIn } from "#secrets/shown-text.ts";

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
  const surprise = surpriseOf(data.bigrams);
  const index = indexDetectors(data.detectors);
  const context = createContextSearch(data, surprise);
  const judge = createJudge(surprise);
  const keywords = [...new Set([...index.keywords, ...context.keywords])];
  const inIndex = keywords.map((keyword) => index.keywords.indexOf(keyword));
  const inContext = keywords.map((keyword) => context.keywords.indexOf(keyword));
  const isPublished = (secret: string) => data.published.some((part) => secret.includes(part));
  return {
    keywords,
    detect: (bytes, path, places, first) => {
      if (places.length === 0) return { detections: [], exhausted: false };
      const text = bytes.toString("latin1");
      const search = index.start(text);
      const run = context.start(text, path);
      for (let at = 0; at < places.length; at += 2) {
        const keyword = places[at]! - first;
        const end = places[at + 1]!;
        const start = end - keywords[keyword]!.length;
        if (inIndex[keyword]! >= 0) search.hit(inIndex[keyword]!, start, end);
        if (inContext[keyword]! >= 0) run.hit(inContext[keyword]!, start, end);
      }
      search.finish();
      const judged = search.candidates.flatMap((candidate) => judge(text, candidate) ?? []);
      const placed = run.findings.flatMap((finding) => judgeContext(text, finding, judge));
      const told = mostSpecific([...paired(text, judged, search.candidates), ...placed]);
      const detections = told.filter(({ start, end }) => !isPublished(text.slice(start, end)));
      return {
        detections: withSamples(text, path, detections.slice(0, mostDetections)),
        exhausted: search.exhausted || run.exhausted || detections.length > mostDetections,
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

/** Those that their place shows as samples, or as those of a test or of a service on the same machine, are told as such. */
function withSamples(text: string, path: RepoPath, detections: readonly Detection[]): readonly Detection[] {
  if (detections.length === 0) return detections;
  const starts = detections.map(({ start }) => start);
  const samples = samplesInDocument(text, path, starts);
  const isOwn = ownOfTest(text, path);
  const isMade = madeInTest(text, path);
  const shown = shownIn(text, path);
  return detections.map((found) => {
    const detection = withOwnName(text, found);
    const { start, end, state } = detection;
    if (state !== "live") return detection;
    const isSample =
      samples.has(start) ||
      isForMasking(text, path, start, end) ||
      isShown(text, path, detection) ||
      (mayBeSample(detection) && !ofProduction.test(detection.name ?? "") && shown.isAnswer(start)) ||
      (isChosen(detection) && (shown.isProgram(start) || isOfNobody(text, start, end)));
    if (isSample) return { ...detection, state: "sample" as const };
    const isTest = isLocal(text, detection) || isOwn(detection) || isMade(detection);
    return isTest ? { ...detection, state: "test" as const } : asSure(text, path, detection);
  });
}

/**
 * As sure as its place lets it be. A token of no service in particular that a document shows may be one that was typed,
 * the more so as the outcome of an exercise; of a program that everybody installs, a comment says that its secret is none.
 */
function asSure(text: string, path: RepoPath, detection: Detection): Detection {
  const { start, detector, provider, tier } = detection;
  if (tier !== "low" && isDocument(path) && provider === undefined) {
    if (detector === "generic-json-web-token") return { ...detection, tier: isWalkthrough(path) ? "low" : "medium" };
    if (detector === "secret" && isWalkthrough(path)) return { ...detection, tier: "medium" };
  }
  const isInstalled = tier === "high" && detector.endsWith("oauth-client-secret") && isSaidOfInstalled(text, start);
  return isInstalled ? { ...detection, tier: "medium" } : detection;
}

/** Holds where people put what stands for a secret. What decides by its form alone is one among samples, too. */
function isShown(text: string, path: RepoPath, detection: Detection): boolean {
  const { start, end, evidence } = detection;
  if (isInDocumentedExample(text, start) || isShownInForm(text, start) || isDenied(text, end)) return true;
  if (isDeniedByName(path, detection)) return true;
  if (!mayBeSample(detection)) return false;
  if (isDeniedAbove(text, start) || isInSample(text, path, start)) return true;
  if (evidence === "context" && isSaidOpen(text, start, end)) return true;
  if (isChosen(detection) && isPassedOver(text, end)) return true;
  return isDocument(path) && isShownAsMistake(text, start, end);
}

/** Holds where the name makes it a secret, and says that it is none. */
function isDeniedByName(path: RepoPath, { name = "", evidence, isNamed }: Detection): boolean {
  return isCalledSample(name, path) && (evidence === "context" || (isNamed && !ofProduction.test(name)));
}

/** What is in use by its name, wherever it is shown. */
const ofProduction =
  /(?:^|[^a-z])(?:prod|production|live)(?![a-z])|[a-z](?:Prod|Production|Live)(?![a-z])|(?:^|_)(?:PROD|PRODUCTION|LIVE)(?:_|$)/;

/** Holds unless the form alone says that it is a secret: that stays one wherever somebody put it. */
function mayBeSample({ evidence, tier }: Detection): boolean {
  return evidence === "context" || tier !== "high";
}

/** Holds for what somebody thought of, so that nothing but its place tells whether it is in use. */
function isChosen({ evidence, tier }: Detection): boolean {
  return evidence === "context" && tier === "low";
}

/** What a service issues, whoever's it is. */
const issued = /token$|(?:api|access|master)[-_]?key$/i;

/** Holds for what its name alone says to be a secret, of a service that runs on the same machine. */
function isLocal(text: string, { name, provider, start, end, isNamed }: Detection): boolean {
  if (!isNamed || name === undefined || (provider === undefined && !issued.test(name))) return false;
  return isOfOwnMachine(text, name, start, end);
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
    const pair = candidate?.detector.pair;
    return !candidate || !pair || hasNear(text, candidate, byId.get(pair.id) ?? [], pair.lines);
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

/** One with the name that the other knows it by, since a format says no name. */
function named(one: Judged, other: Judged): Judged {
  const name = one.detection?.name ?? other.detection?.name;
  return one.detection && name !== undefined ? { ...one, detection: { ...one.detection, name } } : one;
}

/** Of what overlaps, the most specific; what is no secret hides what lies under it and is left out itself. */
function mostSpecific(judged: readonly Judged[]): Detection[] {
  const inOrder = [...judged].sort(
    (one, other) =>
      one.start - other.start ||
      other.rank - one.rank ||
      compareText(one.detection?.detector ?? "", other.detection?.detector ?? ""),
  );
  const kept: Judged[] = [];
  for (const each of inOrder) {
    const last = kept.at(-1);
    if (!last || last.end <= each.start) kept.push(each);
    else kept[kept.length - 1] = each.rank > last.rank ? named(each, last) : named(last, each);
  }
  return kept.flatMap(({ detection }) => detection ?? []);
}
