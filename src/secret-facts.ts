import { createHash } from "node:crypto";
import type { Role } from "#model/artifact.ts";
import type { Detection, SecretIdentity } from "#model/detector.ts";
import { factId, type Confidence, type CredentialValue, type Edge, type Fact, type FactId } from "#model/fact.ts";
import { confidences } from "#model/finding.ts";
import { regionAt, type LineStarts, type Location, type RepoPath, type Span } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { SecretPlace } from "#model/summary.ts";
import type { SecretDetector } from "#secrets/detect.ts";
import { placeOf } from "#secrets/place.ts";
import { withWrittenOut } from "#written-out.ts";

/** One file in which secrets were looked for, and what its formats say. */
export interface SecretFile {
  readonly path: RepoPath;
  readonly text: string;
  /** The text as UTF-8: what the offsets of detections count. */
  readonly bytes: Buffer;
  readonly lines: LineStarts;
  /** The places of keywords in the bytes, as the prefilter tells them. */
  readonly places: readonly number[];
  readonly roles: readonly Role[];
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
}

/** What the file says once its secrets are part of it. */
export interface SecretStatements {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  readonly secrets: readonly SecretPlace[];
  readonly problems: readonly Problem[];
}

/** What is looked for, and the number that its first keyword has among the literals of the prefilter. */
interface SecretSearch {
  readonly detector: SecretDetector;
  readonly set: { readonly firstKeyword: number };
}

/** Looks for secrets in a file, whatever its role, and makes facts of them. */
export function findSecrets({ detector, set }: SecretSearch, file: SecretFile): SecretStatements {
  const { detections, exhausted } = detector.detect(file.bytes, file.path, file.places, set.firstKeyword);
  const message = "The file holds too much that begins like a secret; not all of it was looked at.";
  return {
    ...withSecrets(file, detections),
    problems: exhausted ? [{ kind: "too-complex", path: file.path, message, partial: false }] : [],
  };
}

/**
 * Makes each secret a credential. Where a format has told a written-out credential at that place, it is the same one
 * and gets to be known better; elsewhere it is held by whom the file speaks of, or by the file.
 */
function withSecrets(file: SecretFile, detections: readonly Detection[]): Omit<SecretStatements, "problems"> {
  if (detections.length === 0) return { facts: file.facts, edges: file.edges, secrets: [] };
  const found = [...spansIn(file, detections)];
  const stated = withWrittenOut(
    file,
    found.map(({ span }) => span),
  );
  const facts = new Map<string, Fact>(stated.facts.map((fact) => [fact.id, fact]));
  const edges = [...stated.edges];
  const secrets: SecretPlace[] = [];
  const subject = subjectOf(file);
  const told = stated.facts.filter((fact) => fact.kind === "credential" && fact.value.source === "literal");
  const merged = new Map<string, string>();
  for (const { detection, span } of found) {
    const location = locationAt(file, span);
    const same = told.find(({ id, locations }) => {
      const isFree = (merged.get(id) ?? detection.detector) === detection.detector;
      return isFree && locations.some((each) => covers(each, location));
    });
    const construct = constructOf(file, detection, span);
    if (same?.kind === "credential") {
      // A fact takes the secrets of one detector; a second one of another kind at its place is something else.
      merged.set(same.id, detection.detector);
      const value = { ...same.value, ...meaningOf(detection, file, same.value) };
      facts.set(same.id, { ...same, value, confidence: oneStepUp(confidenceOf(detection)) });
      secrets.push({ location: same.locations.find((each) => covers(each, location))!, ...span, construct });
    } else {
      const id = addFact(facts, newFact(file, detection, location, subject?.anchor));
      if (subject) edges.push({ from: subject.id, relation: "holds", to: id });
      secrets.push({ location, ...span, construct });
    }
  }
  return { facts: [...facts.values()], edges, secrets };
}

/** The one thing that the file speaks of, if it speaks of one: a skill, an agent, a set of instructions. */
function subjectOf({ facts }: SecretFile): { readonly id: string; readonly anchor: string } | undefined {
  const holders = facts.filter((fact) => fact.kind === "principal" || fact.kind === "tool");
  const [first] = holders;
  return first && holders.every((fact) => fact.anchor === first.anchor) ? first : undefined;
}

function covers({ region: outer }: Location, { region: inner }: Location): boolean {
  const startsBefore =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const endsAfter =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}

function newFact(file: SecretFile, detection: Detection, location: Location, anchor = `source/${file.path}`): Fact {
  const name = detection.name ?? detection.detector;
  const key = `literal:${name}`;
  return {
    id: factId("credential", anchor, key),
    kind: "credential",
    anchor,
    key,
    value: { source: "literal", name, ...meaningOf(detection, file) } as CredentialValue,
    locations: [location],
    confidence: confidenceOf(detection),
    origin: "config",
  };
}

/** Adds the fact, or its place where the same is known; what differs under the same name gets an ordinal. */
function addFact(facts: Map<string, Fact>, fact: Fact): FactId {
  for (let ordinal = 1; ; ordinal++) {
    const id = ordinal === 1 ? fact.id : `${fact.id}~${ordinal}`;
    const known = facts.get(id);
    if (known && JSON.stringify(known.value) !== JSON.stringify(fact.value)) continue;
    const locations = known ? [...known.locations, ...fact.locations] : fact.locations;
    facts.set(id, { ...fact, id, locations });
    return id;
  }
}

/** What a detection says about a credential. */
function meaningOf(detection: Detection, file: SecretFile, told?: CredentialValue): Partial<CredentialValue> {
  const { provider, hosts, identity, lifetime, what } = detection;
  const issuer = provider ?? told?.issuer;
  return {
    ...(issuer === undefined ? {} : { issuer }),
    lifetime: lifetime === "unknown" ? (told?.lifetime ?? lifetime) : lifetime,
    authority: identity === "unknown" ? (told?.authority ?? identity) : identity,
    what,
    form: formOf(detection),
    place: placeOf(file.path, file.roles),
    opens: powerOf(identity, hosts, issuer),
  };
}

const actors: Readonly<Record<SecretIdentity, string>> = {
  user: "as a user",
  service: "as a service",
  agent: "as an agent",
  "human-session": "as a person who is signed in",
  unknown: "",
};

/** Hosts that a phrase names. */
const mostHosts = 2;

/** What holding it lets one do, as a phrase behind `act`: as whom, and where. */
function powerOf(identity: SecretIdentity, hosts: readonly string[], issuer: string | undefined): string {
  const more = hosts.length > mostHosts ? ", …" : "";
  const named = hosts.length > 0 ? `at ${hosts.slice(0, mostHosts).join(", ")}${more}` : issuer && `at ${issuer}`;
  return [actors[identity], named ?? "wherever it is accepted"].filter((part) => part !== "").join(" ");
}

function formOf({ state, evidence, tier, what }: Detection): NonNullable<CredentialValue["form"]> {
  if (state !== "live") return state;
  if (evidence !== "context" || tier !== "low") return evidence;
  return what.startsWith("password") ? "password" : "weak";
}

function confidenceOf({ tier }: Detection): Confidence {
  return tier === "high" ? "high" : tier;
}

function oneStepUp(confidence: Confidence): Confidence {
  return confidences[Math.max(0, confidences.indexOf(confidence) - 1)]!;
}

/**
 * What tells this secret from another: a digest of it, salted with its path, or for what could be guessed its name
 * alone. The rule's name is added where the fingerprint is made.
 */
function constructOf({ path, text }: SecretFile, detection: Detection, { start, end }: Span): string {
  if (detection.guessable) return `${detection.detector}:${detection.name ?? ""}`;
  const secret = text.slice(start, end);
  return createHash("sha256").update(`secret\0${path}\0${secret}`).digest("hex").slice(0, 32);
}

/** The places as UTF-16 offsets; equal to the byte offsets where the text is ASCII. */
function* spansIn({ text, bytes }: SecretFile, detections: readonly Detection[]) {
  const isAscii = text.length === bytes.length;
  let at = 0;
  let units = 0;
  const unitsAt = (byte: number): number => {
    if (isAscii) return byte;
    units += bytes.toString("utf8", at, byte).length;
    at = byte;
    return units;
  };
  for (const detection of detections) {
    const start = unitsAt(detection.start);
    yield { detection, span: { start, end: unitsAt(detection.end) } };
  }
}

/** A secret of several lines is told by its first one. */
function locationAt({ path, text, lines }: SecretFile, { start, end }: Span): Location {
  const region = regionAt(lines, { start, end });
  if (region.endLine === region.startLine) return { path, region };
  const lineEnd = (lines[region.startLine] ?? text.length + 1) - 1;
  const shown = text.slice(start, lineEnd).trimEnd();
  return {
    path,
    region: { ...region, endLine: region.startLine, endColumn: region.startColumn + shown.length },
  };
}
