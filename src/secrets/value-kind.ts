import type { Surprise } from "#secrets/bigrams.ts";
import { isCommonPassword } from "#secrets/common-password.ts";
import { isStandInForJwt } from "#secrets/checks/jwt.ts";
import { isMadeUp, opaqueLength, randomSurprise } from "#secrets/made-up.ts";
import { isPhrase } from "#secrets/phrase.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { decodeBase64 } from "#secrets/checks/encoded.ts";
import { isPlainValue } from "#secrets/plain-value.ts";

/**
 * What a value that a credential's name is given may be: drawn at random, an identifier that is unique and seldom secret
 * (`uuid`), words that a person made hard to guess (`phrase`), any other text that is not only words (`weak`), or none.
 */
export type ValueKind = "random" | "uuid" | "phrase" | "weak" | "none";

/** What hardly any secret has in it: references, templates, markup, code, prose. */
const elsewhere =
  /\$\{|\{\{|\$\(|\?\.|<[^<>]*>|:\/\/|%[({]|%20|\{\w{0,40}\}|%s|^[$<{[(/]|\[[a-zA-Z\\^][^\]]{0,40}\][+*{]|\\[dsw]|^\.{1,2}\/|\.\*\/|[`"']\s?\+\s?[A-Za-z_]|process\.env|os\.environ|getenv|[(){}[\]]$|&[lg]t;?$|^&[lg]t;|^--[a-z]|=~\/|\\u(?!00[2-7])[\dA-Fa-f]{4}|[^\x21-\x7e]/;

/** How something is written, hashed or signed: what is handed to whatever makes or reads a secret. */
const method =
  /^(?:base-?(?:16|32|58|64)(?:url)?|utf-?(?:8|16(?:le|be)?|32)|latin-?1|sha-?\d{1,3}|md5|[rhep]s\d{3}|argon2(?:id|i|d)?|aes-?\d{3}(?:-\w{1,12})?|rsa-?\d{4}|ecdsa-p-?\d{3}|p-\d{3}|hmac-sha-?\d{1,3}|chacha20(?:-poly1305)?|secp256[kr]1|ed25519|x509|pbkdf2|oauth-?2(?:\.\d)?)$/i;

/** What was encrypted, and says so: of no use without the key that is elsewhere. */
const encrypted =
  /^(?:[A-Za-z][\w-]{0,30}[_-])?enc(?:rypted)?:|^ENC[[(]|^vault:v\d{1,3}:|^\{cipher\}|^\$ANSIBLE_VAULT;|^[A-Z][A-Za-z]{1,20}::\w{0,30}(?:Secure|Encrypted|Cipher)\w{0,30}::|^gAAAAA[\w-]{60,}={0,2}$/;

/** Ids of weaknesses, advisories and techniques, which everybody looks up. */
const catalogued =
  /^(?:CWE|CAPEC)-\d{1,5}$|^(?:CVE|RUSTSEC|PYSEC|GO|DLA|DSA|USN|RHSA|ALAS)-\d{2,4}[-:]\d{1,7}(?:-\d{1,3})?$|^GHSA(?:-[a-z\d]{4}){3}$|^(?:AML\.)?TA?\d{4}(?:\.\d{3})?$/i;

/** Names within names, as of steps and events: `plan-execute:step-1:done`. */
const scoped = /^[a-z]+(?:-[a-z]+)*(?:(?::[a-z]+(?:-[a-z]+)*(?:-\d{1,3})?)+)$/;

/** What says by its first word that everybody may have it. ClickUp's tokens, which begin so, are known by their form. */
const publishable = /^(?:pk|pub|public|publishable|anon)[_.]/i;

/** Where something is kept, in the notation of a program of its own: `keychain:mail-2`. */
const kept =
  /^(?:secrets?|vault|keychain|keyring|env|ref|gpg|kms|ssm|op|file|cred(?:ential)?s?|profile|var):(?!\/\/)[\w./:@-]{1,100}$/i;

/** A file by its name, whatever it holds. */
const fileName = /^[\w-]{1,24}\.[a-z]{3}$/;

/** What names, colours, options and addresses begin with, and seldom a secret. */
const marked = /^[~@#&*!?%^]/;

/** Ids that are made to be unique: UUIDs, and ULIDs of this century. Sources: RFC 9562, github.com/ulid/spec. */
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^01[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{23}$/i;

/** Dates, numbers, versions, addresses, hosts, media types, file names, colours. */
const ordinary =
  /^[\d.,:_/-]+$|^\d{4}-\d\d-\d\dT|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|ai|app|co|local|internal|test|example|svc)(?::\d+)?$|^[a-z]+\/[a-z0-9.+-]+$|\.(?:json|ya?ml|toml|pem|key|crt|cer|txt|md|env|ts|js|py|go|sh|html|css|png|svg)$|^#?[0-9a-f]{3,8}$|^sha(?:1|256|384|512)[:-]|^(?:arn|urn|ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\w+)(?:$|[:\s])/i;

const constant = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Names of things, joined by dots, slashes, dashes, colons or signs: `user.auth.token`, `my-app:prod`, `type=secret`. */
const joined = /^[A-Za-z]{2,}\d{0,3}(?:[._/:=-]+[A-Za-z]{1,}\d{0,3})+;?$/;

/** Fewest characters of a value that is told for random: hexadecimal digits, others. */
const shortestHex = 12;
const shortestRandom = 12;

/** The same without digits. */
const shortestUnnumbered = 20;

/** Short values must be further from words. */
const shortSurprise = 6.1;

/** A mark that a page's script writes by its number. */
const escaped = /\\u00([2-7][\da-f])/gi;

/** What a value may be, by itself. Text in Base64 is what the text is. */
export function kindOfValue(value: string, surprise: Surprise): ValueKind {
  const quoted = /^(["'`])(.*)\1$/.exec(value)?.[2];
  if (quoted !== undefined) return kindOfValue(quoted, surprise);
  const written = value.replace(escaped, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const kind = kindOfText(written, surprise);
  if (kind !== "random" && kind !== "weak") return kind;
  const plain = encodedText(written);
  return plain === undefined ? kind : kindOfText(plain, surprise);
}

/**
 * The text that Base64 hides, also behind the mark of a webhook's secret; undefined for what hides bytes, as almost all
 * that is drawn at random does.
 */
function encodedText(value: string): string | undefined {
  const body = value.replace(/^whsec_/, "");
  const plain = body.length % 4 === 0 ? decodeBase64(body) : undefined;
  return plain !== undefined && /^[\x20-\x7e]+\s?$/.test(plain) ? plain.trim() : undefined;
}

/** Holds for names between slashes, as in addresses of resources. */
function isPath(value: string, surprise: Surprise): boolean {
  if (!value.includes("/")) return false;
  const names = value.split("/").filter((part) => part.length >= 4 && opaqueLength(part, surprise) === 0);
  return names.length >= 2;
}

const forms = [elsewhere, ordinary, constant, encrypted, method, catalogued, scoped, publishable, kept, fileName];

/** Holds for what has the form of something that is no secret. */
function isOther(value: string, surprise: Surprise): boolean {
  if (forms.some((form) => form.test(value))) return true;
  if (marked.test(value) && !isMixed(value, surprise)) return true;
  return (
    chainAddress.test(value) ||
    publicPoint.test(value) ||
    isStandInForJwt(value) ||
    cutToken.test(value) ||
    isPath(value, surprise)
  );
}

function kindOfText(value: string, surprise: Surprise): ValueKind {
  if (value.length < 6 || value.length > 500 || isOther(value, surprise)) return "none";
  if (isPlainValue(value) || isPlaceholder(value) || isMadeUp(value, surprise) || isCommonPassword(value))
    return "none";
  if (uuid.test(value)) return "uuid";
  if (isRandom(value, surprise) || isMixed(value, surprise)) return isPhrase(value, surprise) ? "phrase" : "random";
  return isWord(value) || issued.test(value) ? "none" : "weak";
}

/** The beginning of a JSON object in Base64: of a token that was cut off, unless it goes on for long. */
const cutToken = /^eyJ[\w-]{0,99}(?:\.[\w-]{0,99})?\.?$/;

/** An address in a chain of blocks. */
const chainAddress = /^0x[0-9a-f]{40}$/i;

/** A point of the curve that such chains sign on, compressed: a public key. Source: SEC 1, 2.3.3. */
const publicPoint = /^(?:0x)?0[23][0-9a-f]{64}$/i;

/**
 * What tokens of providers begin with. Nobody chooses such a one: what goes on like a word, or in three digits, stands in
 * for one.
 */
const issued =
  /^(?:(?:sk|pk|rk)[-_]|re_|xox[a-z][.-]|xapp-|gh[a-z]_|github_pat_|glpat-|hf_|whsec_|AKIA|ASIA|AIza|ya29\.)/;

/** Fewest characters of a random value that are neither words nor counted. */
const fewestOpaque = 12;

/** Holds for words and names. */
function isWord(value: string): boolean {
  return joined.test(value) || !/\d|[^\w.:/-]/.test(value);
}

/** Letters, digits and several marks in no order, as programs make keys and passwords. */
function isMixed(value: string, surprise: Surprise): boolean {
  if (value.length < 14 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const marks = value.match(/[^A-Za-z0-9_.:/=-]/g) ?? [];
  return new Set(marks).size >= 3 && marks.length * 2 < value.length && surprise(value) > shortSurprise;
}

function isRandom(value: string, surprise: Surprise): boolean {
  if (!/^[\w+/=.~!@#$%^&*:-]+$/.test(value)) return false;
  if (/^[0-9a-f]+$/i.test(value)) return value.length >= shortestHex && /\d/.test(value) && /[a-f]/i.test(value);
  if (value.length < shortestRandom || opaqueLength(value, surprise) < fewestOpaque) return false;
  if (!/\d/.test(value)) return value.length >= shortestUnnumbered && isUnreadable(value, surprise);
  return surprise(value) > (value.length < 20 ? shortSurprise : randomSurprise);
}

/** Holds for what has no digits if no language puts such letters beside each other, as in keys of Base32. */
function isUnreadable(value: string, surprise: Surprise): boolean {
  const isOneCase = /^(?:[a-z]+|[A-Z]+)$/.test(value);
  if (!isOneCase && !(/[a-z]/.test(value) && /[A-Z]/.test(value))) return false;
  return surprise(isOneCase ? value.toLowerCase() : value) > shortSurprise;
}
