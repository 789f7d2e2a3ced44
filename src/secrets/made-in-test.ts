import type { Detection } from "#model/detector.ts";
import type { RepoPath } from "#model/location.ts";
import { isReservedHost } from "#secrets/address.ts";
import { isCompared } from "#secrets/compared.ts";
import { isProgram } from "#secrets/place.ts";
import { testOf } from "#secrets/test-code.ts";

/** Files that set up what is tried once and thrown away, by a word of their names. */
const ofTrial =
  /(?:^|[/._-])(?:e2e|smoke|k6|playwright|cypress)(?:[._-][\w.-]{0,60})?\.\w{1,8}$|[._-](?:integration|smoke|perf|loadtest)(?:\.\w{1,12}){1,2}$/i;

/** Tests that run against what others run, too: an account in them may be one of a stage. */
const ofWhole =
  /(?:^|[/._-])(?:e2e|playwright|cypress|acceptance|smoke|k6|live|integration|stage|staging|prod|production)(?:[/._-]|$)/i;

/** Tests that speak to nothing. */
const ofUnit = /(?:^|\/)units?(?:[-_]tests?)?\/|[._-]unit[._-]/i;

/** Folders of what tests read alone. */
const fixtures = /(?:^|\/)_{0,2}(?:fixtures?|test[-_]?data|mocks?)_{0,2}\//i;

/** Keys that somebody makes for himself. */
const ownKeys: ReadonlySet<string> = new Set([
  "generic-private-key",
  "generic-encoded-private-key",
  "generic-json-web-key",
]);

/** Characters on either side of a value among which addresses are looked for. */
const nearAddress = 700;

/** The same for the value itself. */
const nearCopy = 1500;

const address = /https?:\/\/([A-Za-z\d][\w.-]{0,100})/g;

/** Hosts of the machine, names that are on no network, and what documents and made-up companies are called. */
const harmless =
  /^(?:127\.|10\.|0\.0\.0\.0|192\.168\.|[^.]+$)|\.(?:localhost|local|internal|lan)$|(?:^|[.-])(?:acme|company|mycompany|corp|your|test|fake|mock|foo|bar|example|domain|docs?|github|githubusercontent|gitlab|npmjs|wikipedia|stackoverflow|mozilla|w3|schema|json-schema|readthedocs|rfc-editor|python|playwright|vitest|jestjs)\./i;

const account = /[\w.+-]{1,60}@((?:[\w-]{1,60}\.){1,4}[a-z]{2,10})(?![\w-])/gi;

/**
 * Tells of detections in a file whether a test made them up: what somebody chose and hands to what runs for the test, a
 * password of a test of a part, a value that comes out again where the test expects it, and private keys among what
 * only tests read. What a provider issues in its own form is nobody's invention, and what stands beside the address of
 * a machine elsewhere may be in use there.
 */
export function madeInTest(text: string, path: RepoPath): (detection: Detection) => boolean {
  const isTest = testOf(text, path);
  const isTrial = ofTrial.test(path);
  return ({ start, end, tier, evidence, detector, provider }) => {
    if (evidence !== "context")
      return (
        provider === undefined && ownKeys.has(detector) && !isProgram(path) && fixtures.test(path) && isTest(start)
      );
    if (!isTrial && !isTest(start)) return false;
    if (tier === "low") return !speaksToOthers(text, path, start, end);
    if (!isProgram(path) || provider !== undefined) return false;
    if (detector === "password" && (ofUnit.test(path) || isOfPart(text, path, start, end))) return true;
    return isExpected(text, start, end);
  };
}

/** Holds where the address of a machine elsewhere is written near, or in a test of a whole the account of somebody. */
function speaksToOthers(text: string, path: RepoPath, start: number, end: number): boolean {
  const around = `${text.slice(Math.max(0, start - nearAddress), start)}\n${text.slice(end, end + nearAddress)}`;
  if ([...around.matchAll(address)].some(isOther)) return true;
  return ofWhole.test(path) && [...around.matchAll(account)].some(isOther);
}

/** Holds in a test of some part, which signs in nowhere as far as it says. */
function isOfPart(text: string, path: RepoPath, start: number, end: number): boolean {
  return !ofWhole.test(path) && !speaksToOthers(text, path, start, end);
}

function isOther([, host = ""]: RegExpMatchArray): boolean {
  return !harmless.test(host) && !isReservedHost(host);
}

/** Places at which a value is looked for once more. */
const mostPlaces = 6;

/** Holds if a test hands a value over and holds the same one against what comes out. */
function isExpected(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  const last = end + nearCopy;
  let at = text.indexOf(value, Math.max(0, start - nearCopy));
  for (let place = 0; place < mostPlaces && at >= 0 && at < last; place++) {
    if (at !== start && isCompared(text, at)) return true;
    at = text.indexOf(value, at + value.length);
  }
  return false;
}
