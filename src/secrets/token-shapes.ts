import { tokenPrefixes } from "#secrets/token-prefixes.ts";

/** What stands where a value was; its length says nothing of the value's. */
export const redacted = "[redacted]";

/**
 * Prefixes with the fewest characters that follow in a real token, so that one is known by sight. What is shown of a
 * token is its prefix, at most four characters of it. Those of the detectors, and shorter ones: what begins like a token
 * of a provider is masked, even where no detector knows its form.
 */
const prefixes: readonly (readonly [prefix: string, rest: number])[] = [
  ...tokenPrefixes,
  "ABSK 40",
  "AGE-SECRET-KEY- 20",
  "AIza 20",
  "AQ. 30",
  "ATCTT3 20",
  "SWMTKN- 16",
  "api_org_ 16",
  "dapi 28",
  "dckr_oat_ 10",
  "fc- 28",
  "figd_ 16",
  "glagent- 10",
  "glc_ 16",
  "gldt- 10",
  "glft- 10",
  "glrt- 10",
  "hf_ 16",
  "hvb. 16",
  "hvr. 16",
  "hvs. 16",
  "lsv2_ 16",
  "moltbook_sk_ 10",
  "npg_ 8",
  "pypi- 16",
  "rpa_ 16",
  "secret_ 24",
  "sk- 12",
  "sntrys_ 16",
  "tskey- 16",
  "tvly- 10",
  "whsec_ 16",
  "xoxe. 10",
].flatMap((line) =>
  line.split(", ").map((entry): readonly [string, number] => {
    const [prefix = "", rest] = entry.split(" ");
    return [prefix, Number(rest)];
  }),
);

/**
 * A token may follow an escape or a percent code, in which the character before it is a letter or a digit; else what
 * looks like a prefix after one is part of a word.
 */
const start = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}))`;

// The longest first: it is the one that a token begins with.
const alternatives = [...prefixes]
  .sort(([one], [other]) => other.length - one.length)
  .map(([prefix, rest]) => `${prefix.replace(/[.~]/g, String.raw`\$&`)}(?=[\\w.-]{${rest}})`);

/** Group 1 is the prefix. */
const prefixed = new RegExp(`${start}(${alternatives.join("|")})[\\w-]+(?:[.~][\\w-]+)*=*`, "g");

/** Tokens without a published prefix, known by their form: a pattern, and what is left of a match. */
const shapes: readonly (readonly [pattern: RegExp, left: string])[] = [
  [new RegExp(`${start}(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{12,}`, "g"), "$1…"],
  [new RegExp(`${start}eyJ[\\w-]{6,}(?:\\.[\\w-]{4,}){1,4}\\.?`, "g"), "eyJ…"],
  // Addresses that take what anybody sends: the way to them is the secret.
  [/(\/[\w-]{0,20}hooks?\/(?:catch\/|v\d\/|\d{1,20}\/)?)(?=[\w/-]{0,100}\d)[\w/-]{6,}/g, `$1${redacted}`],
  [
    /(hooks\.slack\.com\/(?:services|workflows|triggers)\/|\/mcp\/(?:server|api\/v\d\/u)\/|hook\.[\w.-]{3,40}\.com\/|\/(?:integrations\/)?deploy\/(?=prj_|srv-))[\w/-]+/g,
    `$1${redacted}`,
  ],
  [/(?<![\w:])\d{8,10}:AA[\w-]{30,}/g, redacted],
  [/(?<![\w-])[MNO][\w-]{22,27}\.[\w-]{6}\.[\w-]{27,}/g, redacted],
  [/(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,}/g, redacted],
];

/** Unbroken characters in which a token may lie, with the escapes and addresses around it. */
const stretches = /[\w.~+/=%\\:-]{14,}/g;

/** Masks the tokens that are known by sight. */
export function maskTokens(text: string): string {
  return text.replace(stretches, (stretch) => (/[0-9A-Z]/.test(stretch) ? maskStretch(stretch) : stretch));
}

function maskStretch(stretch: string): string {
  let masked = stretch.replace(prefixed, (token: string, prefix: string) =>
    // Names such as `sk-spinner-container` and `secret_scanning_enabled` have neither digits nor capitals.
    /[0-9A-Z]/.test(token.slice(prefix.length)) ? `${prefix.slice(0, 4)}…` : token,
  );
  for (const [pattern, left] of shapes) masked = masked.replace(pattern, left);
  return masked;
}

/** What is shown instead of a value that is known to be secret: a published prefix, or nothing of it. */
export function maskOf(value: string): string {
  const masked = maskTokens(value);
  return masked !== value && /^[\w.-]{1,4}…$/.test(masked) ? masked : redacted;
}
