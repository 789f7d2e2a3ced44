import type { Detection } from "#model/detector.ts";
import type { RepoPath } from "#model/location.ts";
import { isProgram } from "#secrets/place.ts";
import { wordsOf } from "#secrets/secret-name.ts";
import { testOf } from "#secrets/test-code.ts";

/** The text before a key in which its name is looked for. */
const longestLead = 240;

/** A name and what stands between it and a key within quotes: a type, a call, a list of its lines. */
const quotedLead =
  /([A-Za-z_$][\w$.-]{0,80})\\?["'`]?\]?\s{0,8}(?::\s{0,8}[A-Za-z][\w.<>[\]| ]{0,40}=|:?=|=>|:)\s{0,60}(?:[A-Za-z_][\w.]{0,40}\(\s{0,40}){0,2}\[?\s{0,60}[bBrRuUfF@$]{0,2}\\?["'`]{1,3}(?:\\n|\s){0,20}$/;

/** The same for a key without quotes, or as a block of YAML. */
const plainLead = /([A-Za-z_$][\w$.-]{0,80})["']?[ \t]{0,8}[:=][ \t]{0,20}(?:[|>][+-]?\d?[ \t]{0,8}\r?\n[ \t]{0,60})?$/;

/**
 * A private key with the name of the variable or key that holds it: it is too long to be found as that one's value, and
 * its form says no name.
 */
export function withOwnName(text: string, detection: Detection): Detection {
  const { start, name, evidence, provider } = detection;
  if (name !== undefined || evidence !== "format" || provider !== undefined || !text.startsWith("-----", start))
    return detection;
  const lead = text.slice(Math.max(0, start - longestLead), start);
  const own = (quotedLead.exec(lead) ?? plainLead.exec(lead))?.[1];
  return own === undefined ? detection : { ...detection, name: own };
}

/** How the words of a name go on behind what it is called. */
const variant = String.raw`(?: (?:b64|base64|bytes|current|hex|old|pem|new|previous|\d{1,4}))?$`;

/** What whoever sets a service up makes for it, and nobody issues. */
const madeForOneself = new RegExp(
  String.raw`(?:^| )(?:aes|auth|cipher|cookie|crypto|decryption|encryption|hmac|jwt|private|session|sign|signing|vapid) (?:key|secret)${variant}`,
);

/** What may be issued as well, unless a test says that it is its own. */
const madeForTest = new RegExp(String.raw`(?:^| )(?:root|rsa|master|secret|shared|webhook) (?:key|secret)${variant}`);

/** A key that says no more than how it is made: whoever is called, it is nobody else's. */
const unowned = /^(?:(?:ec|ed25519|jwk|key|my|pair|pem|pkcs8|private|rsa|string|test|value)(?: |$)){1,6}$/;

const ofTests = /(?:^| )(?:dummy|fake|fixture|mock|test|testing|tests)(?: |$)/;

/** Keys whose owner is named: a service's own, which its tests set up with another one. */
const ofService = /(?:^| )(?:cookie|encryption|hmac|jwt|session|sign|signing|vapid|webhook) /;

/**
 * Tells of detections in a file whether they are keys that a test made for itself, to encrypt or to sign with them: the
 * place and the name say so. What a provider issues, and what somebody signs in with, is no test's own.
 */
export function ownOfTest(text: string, path: RepoPath): (detection: Detection) => boolean {
  const isTest = isProgram(path) ? testOf(text, path) : () => false;
  return ({ start, name, detector, provider, evidence }) => {
    if (name === undefined || provider !== undefined || detector === "password" || detector === "address") return false;
    const words = wordsOf(name).join(" ");
    const isSaid = ofTests.test(words);
    if (evidence === "format" && unowned.test(words) && isTest(start)) return true;
    const isOwn = madeForOneself.test(words) || (isSaid && madeForTest.test(words));
    return isOwn && (evidence === "context" || isSaid || ofService.test(words)) && isTest(start);
  };
}
