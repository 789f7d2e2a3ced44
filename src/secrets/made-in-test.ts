import type { Detection } from "#model/detector.ts";
import type { RepoPath } from "#model/location.ts";
import { account, isReservedHost } from "#secrets/address.ts";
import { isCompared } from "#secrets/compared.ts";
import { isProgram } from "#secrets/place.ts";
import { wordsOf } from "#secrets/secret-name.ts";
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

/** Hosts of the machine and of networks that are nobody else's, and names that are on no network. */
const ownNetwork =
  /^(?:(?:127|10)(?:\.\d{1,3}){3}|0\.0\.0\.0|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|[^.]+)$|\.(?:localhost|local|internal|lan)$/i;

/** Names that stand for any company by what is registered of them, and those where documents, standards and sources are read. */
const nobodys =
  /(?:^|\.)(?:(?:acme|foo|bar|your-?(?:company|domain|site))\.(?:com|dev|io|net|org)|(?:github|gitlab|npmjs|stackoverflow|githubusercontent|googleapis)\.com|github\.io|(?:wikipedia|mozilla|w3|schema|json-schema|rfc-editor|python)\.org|readthedocs\.(?:io|org)|playwright\.dev|vitest\.dev|jestjs\.io)$/i;

/** An address that is put together when a trial is run: what it is run against may be a machine elsewhere. */
const givenHost = /https?:\/\/(?:\$[A-Za-z_{]|%\w|\{\{|["'] ?[+.])/;

/** The address of what is in use. */
const hostInUse =
  /(?:^|[^A-Za-z])(?:PROD|PRODUCTION|LIVE|STAGE|STAGING)_(?:[A-Z]{1,20}_)?(?:HOST|URL|DOMAIN|ADDRESS|ENDPOINT)(?![A-Z])/;

/** What is signed with in use, by its name. */
const inUse = /(?:^|[/._-])(?:prod|production|live|deploy(?:ment)?|release)(?:[/._-]|$)/i;

/**
 * Tells of detections in a file whether a test made them up: what somebody chose and hands to what runs for the test, a
 * password of a test of a part, a value that comes out again where the test expects it, and private keys among what
 * only tests read. What a provider issues in its own form is nobody's invention, and what stands beside the address of
 * a machine elsewhere may be in use there.
 */
export function madeInTest(text: string, path: RepoPath): (detection: Detection) => boolean {
  const isTest = testOf(text, path);
  const isTrial = ofTrial.test(path);
  return (detection) => {
    const { start, end, tier, evidence, detector, provider } = detection;
    if (evidence !== "context") return isFixture(path, detection) && isTest(start);
    if (!isTrial && !isTest(start)) return false;
    if (tier === "low") return !isAimed(text, detection, isTest) && !speaksToOthers(text, path, start, end);
    if (!isProgram(path) || provider !== undefined) return false;
    if (detector === "password" && (ofUnit.test(path) || isOfPart(text, path, start, end))) return true;
    return isExpected(text, start, end);
  };
}

/** Holds for a key that somebody made, in a file that only tests read and whose name does not say that it is in use. */
function isFixture(path: RepoPath, { provider, detector, name = "" }: Detection): boolean {
  if (provider !== undefined || !ownKeys.has(detector) || isProgram(path) || !fixtures.test(path)) return false;
  return !inUse.test(path) && !inUse.test(wordsOf(name).join("_"));
}

/** Holds in a trial that is handed the machine which it is run against. */
function isAimed(text: string, { start, end }: Detection, isTest: (at: number) => boolean): boolean {
  return !isTest(start) && givenHost.test(around(text, start, end));
}

/** Holds where the address of a machine elsewhere is written near, or in a test of a whole the account of somebody. */
function speaksToOthers(text: string, path: RepoPath, start: number, end: number): boolean {
  const near = around(text, start, end);
  if (hostInUse.test(near) || [...near.matchAll(address)].some(isOther)) return true;
  return ofWhole.test(path) && [...near.matchAll(account)].some(isOther);
}

function around(text: string, start: number, end: number): string {
  return `${text.slice(Math.max(0, start - nearAddress), start)}\n${text.slice(end, end + nearAddress)}`;
}

/** Holds in a test of some part, which signs in nowhere as far as it says. */
function isOfPart(text: string, path: RepoPath, start: number, end: number): boolean {
  return !ofWhole.test(path) && !speaksToOthers(text, path, start, end);
}

function isOther([, host = ""]: RegExpMatchArray): boolean {
  return !ownNetwork.test(host) && !nobodys.test(host) && !isReservedHost(host);
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
