import { passwordPlace } from "#secrets/address-secrets.ts";
import { maskAssignments } from "#secrets/assignments.ts";
import { withoutNames } from "#secrets/known-names.ts";
import { isPlainValue } from "#secrets/plain-value.ts";
import { maskRandomRuns } from "#secrets/random-run.ts";
import { maskTokens, redacted } from "#secrets/token-shapes.ts";

/** A shorter text of letters alone, with no name before it, is a word. */
const shortestSecret = 16;

/** Passes after which a text is given up as it is; two are enough for all but forged ones. */
const mostPasses = 6;

/**
 * The text with everything masked that may be a secret: private keys, values after names of credentials, passwords in
 * addresses, tokens of known form, long random runs. Rather too much than too little. References to secrets and UUIDs
 * stay. Linear in the text; masking twice changes nothing more. `names`: what is known to be a name, such as a path or
 * the id of a rule; wherever one stands as a word by itself, only tokens of known form are masked in it.
 *
 * Line breaks stay, so a file can be redacted as a whole and split into lines then. That is the better order: alone, a
 * line of a key or of a list of arguments does not show what it is.
 */
export function redact(text: string, names: readonly string[] = []): string {
  if (text.length < shortestSecret && !/[\s=:@\d]/.test(text)) return text;
  if (names.length === 0) return redactAll(text);
  const { shown, restore } = withoutNames(text, names);
  return restore(redactAll(shown));
}

function redactAll(text: string): string {
  let masked = text;
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = redactOnce(masked);
    if (next === masked) break;
    masked = next;
  }
  return masked;
}

function redactOnce(text: string): string {
  return maskRandomRuns(maskTokens(maskPhrases(maskAssignments(maskPrivateKeys(text)))));
}

/**
 * The text with the values masked that are secrets by the name before them. Random runs stay, so that a digest of what
 * is left tells one payload from another and gives no password to guess at.
 */
export function maskNamed(text: string): string {
  return maskPhrases(maskAssignments(maskPrivateKeys(text)));
}

/** Ways of handing over a credential that name it by their form alone. Group 1 stays, group 2 is the value. */
const phrases: readonly RegExp[] = [
  /([?&](?:key|sig|signature|code|sas|x-amz-signature|x-amz-credential|x-amz-security-token)=)([^\s&"'`#<>\\]{1,2000})/gi,
  /(\b(?:bearer|basic)[ \t]{1,8}\\?["'`]?)([\w.~+/=-]{6,4000})/gi,
  /((?:^|[\s"'])(?:-u|--user|--proxy-user)(?:[ \t]{1,8}|=|["'],[ \t]{0,8})["']?(?!\d+:\d)[\w.@+-]{1,100}:)([^\s"']{1,500})/g,
  /((?<![A-Za-z])secret[_-]?id\\?["']?[ \t]{0,8}[:=][ \t]{0,8}\\?["']?)([0-9a-f]{8}-[0-9a-f-]{27})/gi,
  /(\baccess_token\$\w{1,20}\$)([\w$]{8,200})/g,
  /(\blogin[ \t]{1,8}\S{1,200}[ \t]{1,8}password[ \t]{1,8})(\S{1,500})/g,
  /(\bsshpass[ \t]{1,8}-p[ \t]{0,8}["']?)([^\s"']{1,500})/g,
  /(\b(?:ENV|setx|setenv|set -[gUx]{1,3})[ \t]{1,8}\w{0,90}(?:TOKEN|SECRET|PASSWORD|PASSWD|API_KEY)[ \t]{1,8}["']?)([^\s"'=]{1,2000})/g,
  /(\bjwt\.(?:verify|sign|encode|decode)\([^"'`\r\n]{0,200},[ \t]{0,4}(?:key[ \t]{0,2}=[ \t]{0,2})?["'`])(?![A-Z]{2}\d{3}["'`])([^"'`\r\n]{1,500})/g,
  /(\bcreateHmac\([ \t]{0,4}["'`][\w-]{1,20}["'`][ \t]{0,4},[ \t]{0,4}["'`])([^"'`\r\n]{1,500})/g,
  /(\$\{\{[^{}\r\n]{0,200}?\bsecrets\.[\w-]{1,100}[ \t)]{0,4}\|\|[ \t]{0,4}')([^'\r\n]{1,500})(?=')/g,
  /(\b(?:api|access|secret|private)[ _-]?key[ \t]{1,4}(?:is[ \t]{1,4}|of[ \t]{1,4})?["'`])((?=[^"'`\s]{0,40}\d)[^"'`\s]{6,300})(?=["'`])/gi,
  /(\b(?:password|passphrase|passcode|token|secret)[ \t]{1,4}(?:is[ \t]{1,4})?["'`])((?=[^"'`\s]{0,40}\d)[^"'`\s]{6,300})(?=["'`])/gi,
  /(\b(?:password|passwd|passphrase|passcode|pwd|token|secret|(?:api|access|secret|private)[ _-]?key)[ \t]{1,4}(?:is|was)[ \t]{1,4})((?=[^"'`\s]{0,40}\d)[^"'`\s]{6,300})/gi,
  /(<\w{0,40}(?:token|secret|password|passwd|apikey|api_key|api-key)>)([^\s<]{1,2000})(?=<\/)/gi,
];

function maskPhrases(text: string): string {
  return phrases.reduce(
    (masked, phrase) =>
      masked.replace(phrase, (whole: string, before: string, value: string) =>
        isPlainValue(value) || (/^(?:bearer|basic)/i.test(before) && isProse(value)) ? whole : before + redacted,
      ),
    maskAddresses(text),
  );
}

/** Masks the passwords in addresses. */
function maskAddresses(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let sign = text.indexOf("://"); sign >= 0; sign = text.indexOf("://", Math.max(copied, sign + 3))) {
    const place = passwordPlace(text, sign);
    if (!place || isPlainValue(text.slice(place.start, place.end))) continue;
    pieces.push(text.slice(copied, place.start), redacted);
    copied = place.end;
  }
  return copied === 0 ? text : pieces.join("") + text.slice(copied);
}

/** `Bearer authentication` and `basic usage` speak of a scheme; a credential has digits or changes case. */
function isProse(value: string): boolean {
  return !/\d|[a-z][A-Z]|[A-Z]{2}|=$/.test(value);
}

const keyHead = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** What a key may consist of: its lines, the headers above them, and the escapes and quotes of a text that holds it. */
const keyBody = /^[\w+/=:,. \t\r\n\\"'`>|-]*/;

/** Characters of a key that are looked at. */
const longestKey = 40_000;

/** Masks the lines of private keys and leaves what announces them. */
function maskPrivateKeys(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  keyHead.lastIndex = 0;
  for (let head = keyHead.exec(text); head; head = keyHead.exec(text)) {
    const start = keyHead.lastIndex;
    const near = text.slice(start, start + longestKey);
    const tail = near.indexOf("-----");
    const body = keyBody.exec(tail < 0 ? near : near.slice(0, tail))?.[0] ?? "";
    // Without its end it may be cut off, or only be spoken of: then short words are words.
    const parts = body.length === tail ? /(?<!\\)[\w+/=](?:[^\r\n"'`\\]|\\[^\r\n"'`])*/g : /[\w+/=]{16,}/g;
    pieces.push(text.slice(copied, start), body.replace(parts, redacted));
    copied = start + body.length;
    keyHead.lastIndex = copied;
  }
  return copied === 0 ? text : pieces.join("") + text.slice(copied);
}
