import { isSecretName, wordsOf } from "#secrets/secret-name.ts";

/** Longer values are meant. */
const longestPlaceholder = 200;

/** What stands for a value as a whole. */
const wholes =
  /^(?:<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}|__\w+__|n\/?a|none|null|nil|undefined|string|value|test|secret|password|passwd|token|key|api[_-]?key|change-?me|foo|bar|baz)$/i;

/** Words that, between others, say that somebody is to put a value there. */
const words =
  /(?:^|[^a-z])(?:your|insert|replace|change[_ -]?(?:me|this)|placeholder|example|sample|dummy|fake|redacted|todo|tbd|fill|goes)(?![a-z])|你的|您的|あなたの|[_ -]here$|EXAMPLE(?:KEY)?$/i;

/** A run that nobody draws at random. */
const runs = /\.{3}|…|(.)\1{5}|1234567890|0123456789|abcdefgh/i;

/**
 * Holds if the text stands for a value that somebody else fills in: `<token>`, `your-api-key`, `xxx`, `changeme`,
 * `sk-...`, `AKIAIOSFODNN7EXAMPLE`, or nothing at all. A word such as `example` says nothing beside a long run of
 * letters mixed with digits.
 */
export function isPlaceholder(value: string): boolean {
  const plain = value.trim();
  if (plain.length > longestPlaceholder) return false;
  if (plain === "" || wholes.test(plain) || /^(.)\1*$/.test(plain)) return true;
  if (/^[A-Z][A-Z0-9_]*$/.test(plain) && plain.includes("_") && isSecretName(plain)) return true;
  return runs.test(plain) || (words.test(plain) && !isRandom(plain));
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
