import { isSecretName, wordsOf } from "#secrets/secret-name.ts";

/** Longer values are meant. */
const longestPlaceholder = 200;

/** What stands for a value as a whole. */
const wholes =
  /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|__\w+__|n\/?a|none|null|nil|undefined|string|value|test|secret|password|passwd|token|key|api[_-]?key|change-?me|foo|bar|baz)$/i;

/** What is written where something must stand, and nobody looks at it. */
const fillers =
  /^(?:sk-)?(?:un(?:used|needed|set|important)|ignored?|irrelevant|any(?:thing)?|whatever|nothing|empty|blank|skip(?:ped)?|disabled|no-?(?:auth|pass|password|token|key|secret)|not-?(?:used|needed|required|set|applicable)|does-?n[o']?t-?matter|do-?n[o']?t-?care)[-_]?\d{0,4}$/i;

/** Capitals that name what is to be put there: `BASE32KEY`. */
const named = /^(?=[A-Z\d]{5,24}$)[A-Z]{3}[A-Z\d]*(?:KEY|SECRET|TOKEN|PASSWORD|STRING|VALUE)$/;

/** Words that, between others, say that somebody is to put a value there. */
const words =
  /(?:^|[^a-z])(?:your|insert|replace|change[_ -]?(?:me|this)|placeholder|example|sample|dummy|fake|redacted|todo|tbd|fill|goes|hard[-_]?coded|from[-_ ](?:step|above|below))(?![a-z])|你的|您的|あなたの|[_ -]here$|EXAMPLE(?:KEY)?$/i;

/** What is nobody's yet: `my-api-key-12345`. No password is meant, which a person may well write so. */
const mine =
  /^my[-_](?!(?:[a-z]+[-_])*(?:prod|production|live)[-_])(?:[a-z]{1,12}[-_]){0,3}(?:key|token|secret)(?:[-_]?(?:\d{1,3}|12345?6?7?8?9?))?$/i;

/** What a list of patterns hides: `*password*:*token*`. */
const globs = /^\*\w{1,40}\*(?:[:,|]\*?\w{1,40}\*?)*$/;

/** The word that says in another language whose it is to be: `dein-schluessel`, `votre_cle`, `tu_clave`. */
const elsewhere = /^(?:deine?|ihre?|meine?|votre|ton|mon|tu|su|tuo|tua|seu|sua|meu|minha)[-_ ][a-z]{3}/i;

/** Words that, between others, deny that it is one: what a test hands over to be refused. */
const denials =
  /(?:^|[^a-z])(?:not[-_ ](?:an?[-_ ]|the[-_ ])?(?:valid|real|right|correct|secret|used|needed|required|checked|token|key|jwt|base64)|non-?existent|invalid|wrong|bogus|malformed|mock(?:ed)?|unused|ignored|irrelevant|expired|revoked|(?:do|does|must|should|may|can)[-_ ]?not[-_ ][a-z]+|never[-_ ][a-z]+|no[-_ ](?:key|auth|password|token|secret)[-_ ](?:required|needed))(?![a-z])|^bad[-_ ](?=[a-z])/i;

/** Words that describe what is to be put there: `64_character_random_string`, `generate-a-long-value`. */
const descriptions =
  /^(?=.*(?:^|[^a-z])(?:random|char(?:acter)?s?|bytes?|long|generated?)(?![a-z]))[a-z\d]{1,12}(?:[-_ ][a-z\d]{1,12}){0,8}[-_ ](?:string|text|value)$/i;

/** The rule of its length, or how it is to be written: `secret-key-min-32-characters`, `base64_encoded_32_byte_key`. */
const rules =
  /(?:^|[^a-z])(?:min(?:imum)?|(?:at[-_ ]?)?least)(?:[-_ ](?:of|length))?[-_ ]?\d{1,4}[-_ ]?(?:char(?:acter)?s?|bytes?|bits?)(?![a-z])|(?:^|[^a-z])(?:base64|hex)[-_ ]encoded(?![a-z])/i;

/** Words that tell a reader what to do to get one: `generate-with-openssl-rand-base64-32`. */
const orders =
  /^(?:generate|run|enter|paste|provide|put|create|obtain|get)[-_ ](?:with|by|via|using|an?|the|your|this|from|own|new|random|strong|secure|openssl|it|one)(?![a-z])/i;

/** A run that nobody draws at random. */
const runs = /\.{3}|…|(.)\1{5}|1234567890|0123456789|abcdefgh/i;

/**
 * Holds if the text stands for a value that somebody else fills in: `<token>`, `your-api-key`, `xxx`, `changeme`,
 * `sk-...`, `AKIAIOSFODNN7EXAMPLE`, `••••••`, nothing at all, or says itself that it is none: `not-a-token`. A word such
 * as `example` says nothing beside a long run of letters mixed with digits.
 */
export function isPlaceholder(value: string): boolean {
  const plain = inUnicode(value).trim();
  if (plain.length > longestPlaceholder) return false;
  if (plain === "" || [wholes, fillers, named, mine, globs, /^(.)\1*$/].some((whole) => whole.test(plain))) return true;
  if (/^[A-Z][A-Z0-9_]*$/.test(plain) && plain.includes("_") && isSecretName(plain)) return true;
  return (
    runs.test(plain) ||
    ([words, elsewhere, denials, descriptions, rules, orders].some((each) => each.test(plain)) && !isRandom(plain))
  );
}

/** Text of which each character stands for one byte, as secrets are looked for, as UTF-8 if that is what the bytes are. */
function inUnicode(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[^\0-\u00ff]/.test(text)) return text;
  const read = Buffer.from(text, "latin1").toString("utf8");
  return read.includes("\ufffd") ? text : read;
}

/** Holds if the name of a variable says that another one is to be put there: `YOUR_API_KEY`. */
export function namesStandIn(name: string): boolean {
  return words.test(wordsOf(name).join(" "));
}

/** Holds if a part of sixteen and more characters changes between letters and digits several times. */
function isRandom(text: string): boolean {
  return text
    .replace(/EXAMPLE(?:KEY)?$/, "")
    .split(/[^A-Za-z0-9]/)
    .some((part) => part.length >= 16 && (part.match(/[A-Za-z]\d|\d[A-Za-z]/g) ?? []).length >= 4);
}
