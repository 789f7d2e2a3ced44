import type { Detection, Detector, StructureCheck } from "#model/detector.ts";
import type { Span } from "#model/location.ts";
import type { Surprise } from "#secrets/bigrams.ts";
import { isWithinEncoded } from "#secrets/boundary.ts";
import { briefHours, isBriefJwt, lifetimeOfJwt } from "#secrets/checks/jwt.ts";
import { structureChecks, type Verdict } from "#secrets/checks/table.ts";
import type { ContextFinding } from "#secrets/context-finding.ts";
import { isMadeUp, randomSurprise } from "#secrets/made-up.ts";
import type { Candidate } from "#secrets/match-detectors.ts";
import { noProvider } from "#secrets/provider-names.ts";

/** What is no secret hides what only its context says to be one. */
const hidingRank = 1e6;

/** Characters on either side of a match in which its context is looked for. */
const nearWindow = 200;

/** What is known of a place, with how specific it is: of those that overlap, the most specific one counts. */
export interface Judged extends Span {
  /** Absent for what is no secret for sure, and hides what says less sure that it is one. */
  readonly detection?: Detection;
  readonly candidate?: Candidate;
  readonly rank: number;
}

/** Judges single candidates. */
export type Judge = (text: string, candidate: Candidate) => Judged | undefined;

/** Makes the judgement: whether a value is a secret, and how sure that is. Expressions are compiled when first needed. */
export function createJudge(surprise: Surprise): Judge {
  const expressions = new Map<string, RegExp>();
  const holds = (source: string, flags: string, text: string): boolean => {
    const known = expressions.get(source + flags) ?? new RegExp(source, flags);
    expressions.set(source + flags, known);
    return known.test(text);
  };
  return (text, candidate) => {
    const { detector, start, end } = candidate;
    const secret = text.slice(start, end);
    if (detector.near !== undefined && !holds(detector.near, "i", around(text, start, end))) return undefined;
    if (isWithinEncoded(text, start, end)) return undefined;
    const verdict = detector.check && structureChecks[detector.check](secret);
    const rank = rankOf(candidate, secret, verdict);
    if (verdict === "none" || isUnlikely(candidate, secret, verdict, surprise)) return { start, end, rank: hidingRank };
    if (detector.publishable) return { start, end, rank };
    const isTest = detector.test !== undefined && holds(detector.test, "", secret);
    const detection: Detection = {
      start,
      end,
      detector: detector.id,
      ...(detector.provider === noProvider ? {} : { provider: detector.provider }),
      what: detector.what,
      identity: detector.identity,
      lifetime: detector.check === "jwt" && detector.lifetime === "unknown" ? lifetimeOfJwt(secret) : detector.lifetime,
      hosts: detector.hosts,
      tier: verdict === "ok" && proofs.has(detector.check) ? "high" : detector.confidence,
      state: isTest && verdict !== "bad" ? "test" : stateOf(detector, secret, verdict),
      evidence: "format",
      isNamed: detector.names !== undefined,
      guessable: false,
    };
    return { start, end, candidate, detection, rank };
  };
}

/**
 * What is known by its context, as it stands beside the others. A value that a detector knows by its name is judged as
 * every value of that detector is: it may be made to be seen, of a test environment, or not be what its form promises.
 */
export function judgeContext(text: string, { detector, kind, ...finding }: ContextFinding, judge: Judge): Judged[] {
  const { start, end, what, name, tier, guessable, hosts, provider } = finding;
  if (detector) {
    const judged = judge(text, { detector, start, end });
    if (!judged) return [];
    return [judged.detection ? { ...judged, detection: { ...judged.detection, name } } : judged];
  }
  const detection: Detection = {
    start,
    end,
    what,
    name,
    tier,
    guessable,
    hosts,
    detector: kind,
    ...(provider === undefined ? {} : { provider }),
    identity: kind === "secret" ? "unknown" : "user",
    lifetime: "long-lived",
    state: "live",
    evidence: "context",
    isNamed: kind !== "address",
  };
  return [{ start, end, detection, rank: { high: 2, medium: 1, low: 0 }[tier] * 1000 }];
}

function around(text: string, start: number, end: number): string {
  return `${text.slice(Math.max(0, start - nearWindow), start)}\n${text.slice(end, end + nearWindow)}`;
}

/** What a secret that no test environment's mark shows is by its structure. */
function stateOf({ check, hours }: Detector, secret: string, verdict: Verdict | undefined): Detection["state"] {
  if (verdict === "bad") return "malformed";
  if (hours !== undefined && hours <= briefHours) return "short-lived";
  return check === "jwt" && isBriefJwt(secret) ? "short-lived" : "live";
}

/** Checks that a value which somebody wrote by hand does not pass. */
const proofs: ReadonlySet<StructureCheck | undefined> = new Set([
  "crc32-base62",
  "crc32-hex",
  "crc32-hex-le",
  "jwt",
  "pem",
]);

/** A row of a keyboard, in one way or the other. */
const keyboardRow = /qwertyuio|asdfghjkl|poiuytrew|lkjhgfdsa/i;

/** What is written by hand; a structure that checks out is proof against it. Keys of several lines are no words. */
function isUnlikely(
  { detector }: Candidate,
  secret: string,
  verdict: Verdict | undefined,
  surprise: Surprise,
): boolean {
  if (detector.publishable || /\s/.test(secret) || (verdict === "ok" && proofs.has(detector.check))) return false;
  const body = secret.slice(prefixLength(detector.keywords, secret));
  return isMadeUp(body, surprise) || keyboardRow.test(body) || (detector.random && surprise(body) < randomSurprise);
}

function prefixLength(keywords: readonly string[], secret: string): number {
  const start = secret.slice(0, 60).toLowerCase();
  return Math.max(0, ...keywords.map((keyword) => (start.startsWith(keyword.toLowerCase()) ? keyword.length : 0)));
}

/** A structure that checks out says most, then a context that fits, then what is sure, then the longer prefix and match. */
function rankOf({ detector, start, end }: Candidate, secret: string, verdict: Verdict | undefined): number {
  const proof = verdict === "ok" ? 8 : detector.near === undefined && detector.pair === undefined ? 0 : 4;
  const confidence = { high: 2, medium: 1, low: 0 }[detector.confidence];
  // What is nobody's in particular gives way to what is somebody's.
  const owned = detector.provider === noProvider ? 1.5 : proof + confidence + 3;
  return owned * 1e6 + prefixLength(detector.keywords, secret) * 1e4 + Math.min(9999, end - start);
}
