/** What stands where a value was; its length says nothing of the value's. */
export const redacted = "[redacted]";

/**
 * Prefixes that providers publish, so that a token is known by sight, with the fewest characters that follow in a
 * real one. What is shown of a token is its prefix, at most four characters of it.
 */
const prefixes: readonly (readonly [prefix: string, rest: number])[] = [
  ["ABSK", 40],
  ["AGE-SECRET-KEY-", 20],
  ["AIza", 20],
  ["AQ.", 30],
  ["ATATT3", 20],
  ["ATCTT3", 20],
  ["BBDC-", 20],
  ["PMAK-", 20],
  ["SG.", 16],
  ["SWMTKN-", 16],
  ["apify_api_", 10],
  ["api_org_", 16],
  ["bedrock-api-key-", 16],
  ["cfat_", 16],
  ["cfk_", 16],
  ["cfut_", 16],
  ["csk-", 24],
  ["dapi", 28],
  ["dckr_oat_", 10],
  ["dckr_pat_", 10],
  ["dp.ct.", 16],
  ["dp.pt.", 16],
  ["dp.sa.", 16],
  ["dp.st.", 16],
  ["e2b_", 20],
  ["fc-", 28],
  ["figd_", 16],
  ["gho_", 10],
  ["ghp_", 10],
  ["ghr_", 10],
  ["ghs_", 10],
  ["ghu_", 10],
  ["github_pat_", 10],
  ["glagent-", 10],
  ["glcbt-", 10],
  ["glc_", 16],
  ["gldt-", 10],
  ["glft-", 10],
  ["gloas-", 10],
  ["glpat-", 10],
  ["glptt-", 10],
  ["glrt-", 10],
  ["glsa_", 16],
  ["glsoat-", 10],
  ["gsk_", 16],
  ["hf_", 16],
  ["hvb.", 16],
  ["hvr.", 16],
  ["hvs.", 16],
  ["lin_api_", 10],
  ["lsv2_", 16],
  ["moltbook_sk_", 10],
  ["napi_", 20],
  ["npm_", 16],
  ["ntn_", 16],
  ["nvapi-", 16],
  ["ops_eyJ", 16],
  ["pcsk_", 16],
  ["phx_", 16],
  ["pplx-", 16],
  ["pypi-", 16],
  ["r8_", 16],
  ["rk_live_", 10],
  ["rk_test_", 10],
  ["rpa_", 16],
  ["sb_secret_", 10],
  ["sbp_", 16],
  ["secret_", 24],
  ["shpat_", 16],
  ["shpca_", 16],
  ["shppa_", 16],
  ["shpss_", 16],
  ["sk-", 12],
  ["sk_live_", 10],
  ["sk_test_", 10],
  ["sk_", 24],
  ["sntrys_", 16],
  ["sntryu_", 16],
  ["tgp_v1_", 16],
  ["tskey-", 16],
  ["tvly-", 10],
  ["vca_", 16],
  ["vck_", 16],
  ["vcp_", 16],
  ["wandb_v1_", 16],
  ["whsec_", 16],
  ["xai-", 16],
  ["xapp-", 10],
  ["xoxa-", 10],
  ["xoxb-", 10],
  ["xoxc-", 10],
  ["xoxd-", 10],
  ["xoxe-", 10],
  ["xoxe.", 10],
  ["xoxp-", 10],
  ["xoxr-", 10],
  ["xoxs-", 10],
];

/**
 * A token may follow an escape or a percent code, in which the character before it is a letter or a digit; else what
 * looks like a prefix after one is part of a word.
 */
const start = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}))`;

const alternatives = prefixes.map(([prefix, rest]) => `${prefix.replaceAll(".", String.raw`\.`)}(?=[\\w.-]{${rest}})`);

/** Group 1 is the prefix. */
const prefixed = new RegExp(`${start}(${alternatives.join("|")})[\\w-]+(?:[.~][\\w-]+)*=*`, "g");

/** Tokens without a published prefix, known by their form: a pattern, and what is left of a match. */
const shapes: readonly (readonly [pattern: RegExp, left: string])[] = [
  [new RegExp(`${start}(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{12,}`, "g"), "$1…"],
  [new RegExp(`${start}eyJ[\\w-]{6,}(?:\\.[\\w-]{4,}){1,4}\\.?`, "g"), "eyJ…"],
  [/(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/g, `$1${redacted}`],
  [/(discord(?:app)?\.com\/api\/webhooks\/\d{1,20}\/)[\w-]+/g, `$1${redacted}`],
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
