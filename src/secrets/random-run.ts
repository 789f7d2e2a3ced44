import { redacted } from "#secrets/token-shapes.ts";

/** Unbroken characters of the alphabets that tokens are written in; padding counts only at the end. */
const runs = /[A-Za-z0-9_+/-]{24,}(?:={1,2}(?!\w))?/g;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A checksum in the form in which package managers write it. */
const integrity = /^sha(?:1|256|384|512)-[A-Za-z0-9+/]{20,}={0,2}$/;

/** The name of an approval, which is the digest of what it says. */
const approval = /^countersign\/approvals\/[0-9a-f]{64}$/;

/** Bits per character over which text is taken for drawn at random; words of any language stay below. */
const randomEntropy = 3.5;

/** What marks a checksum, right before it. */
const digestMark =
  /(?:@|\b(?:blob|checksum|commit|commits|digest|integrity|rev|revision|tree|sha(?:1|256|384|512)?)(?:["']?[ \t]{0,3}[:=/-][ \t]{0,3}["']?))$/i;

/** Characters before a run in which such a mark is looked for. */
const markWindow = 24;

/**
 * Masks long runs of letters and digits that look drawn at random. What people and tools write out stays: identifiers
 * of words, UUIDs, and digests where they are marked as such (`@…`, `sha256:…`, `commit/…`). Of a path only the
 * segments that are random go.
 */
export function maskRandomRuns(text: string): string {
  return text.replace(runs, (run: string, at: number) => {
    const before = text.slice(Math.max(at - markWindow, 0), at);
    if (!isPath(run)) return isRandom(run, before) ? redacted : run;
    let way = before;
    return run
      .split("/")
      .map((segment) => {
        const shown = segment.length >= 24 && isRandom(segment, way) ? redacted : segment;
        way = `${segment}/`;
        return shown;
      })
      .join("/");
  });
}

/** Holds if there are lower-case words between slashes, one in forty characters: in Base64 there is hardly ever one. */
function isPath(run: string): boolean {
  if (/[+=]/.test(run) || integrity.test(run)) return false;
  const words = run.split("/").filter((segment) => /^[a-z]{3,}(?:[_-][a-z]+)*$/.test(segment));
  return words.length > 0 && words.length * 40 >= run.length;
}

function isRandom(run: string, before: string): boolean {
  if (!/\d/.test(run) || !/[A-Za-z]/.test(run)) return false;
  if (uuid.test(run) || integrity.test(run) || approval.test(run) || isDigest(run, before)) return false;
  return !isWordy(run) && entropyOf(run) > randomEntropy;
}

function isDigest(run: string, before: string): boolean {
  const plain = run.replace(/^sha(?:256|1|512)-/, "");
  return (
    (plain.length < run.length || digestMark.test(before)) &&
    /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(plain)
  );
}

/**
 * Holds if every part between separators is a number or made of words, as in `claude-opus-4-20250514` and
 * `computePermit2MetadataId`. Characters drawn at random change between letters and digits, and between cases, far
 * more often.
 */
function isWordy(run: string): boolean {
  return !/[+=]/.test(run) && run.split(/[_/-]/).every((part) => /^v?\d{0,8}$/.test(part) || isOfWords(part));
}

/** What AWS CDK puts behind the words of a name so that no two are the same. */
const nameHash = /(?<=[a-z])[0-9A-F]{8}$/;

function isOfWords(text: string): boolean {
  const part = text.replace(nameHash, "");
  const changes = part.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  const humps = part.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)?.length ?? 0;
  const letters = part.replace(/\d+/g, "").length;
  return changes <= 2 && part.length - letters <= 5 && (humps <= 2 || letters >= humps * 3);
}

/** Shannon entropy of the characters, in bits. */
function entropyOf(run: string): number {
  const counts = new Uint32Array(128);
  for (let index = 0; index < run.length; index++) {
    const unit = run.charCodeAt(index) & 127;
    counts[unit] = counts[unit]! + 1;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / run.length) * Math.log2(count / run.length);
  return bits;
}
