import type { CredentialValue } from "#model/fact.ts";

/** Where a value is taken from, instead of being written out. */
export interface Reference {
  readonly source: CredentialValue["source"];
  /** The name by which the source knows it: variable, path, secret, expression. */
  readonly name: string;
  /** What counts where the source has nothing: a literal beside the reference, as in `${TOKEN:-abc}`. */
  readonly fallback?: string;
}

type Spelling = readonly [pattern: RegExp, source: CredentialValue["source"]];

/**
 * How formats, shells and languages write "take it from there", one row a spelling. Group 1 is the name, group 2 the
 * fallback. Each is anchored and bounded, so that none takes more than linear time.
 */
const spellings: readonly Spelling[] = [
  [/^\$\{\{\s*(?:env|vars)\.([\w-]{1,100})\s*\}\}$/, "env"],
  [/^\$\{\{\s*secrets\.([\w-]{1,100})\s*\}\}$/, "vault"],
  [/^\$\{\{([^{}]{1,300})\}\}$/, "exchange"],
  [/^\$\{input:([^{}]{1,100})\}$/, "exchange"],
  [/^\$\{(?:file|fs):([^{}]{1,300})\}$/, "file"],
  [/^\$\{(?:vault|secrets?)[.:]([^{}]{1,300})\}$/, "vault"],
  [/^\$\{command:([^{}]{1,300})\}$/, "command"],
  [/^\$\{(?:env[:.]|process\.env\.)?([A-Za-z_]\w{0,100})(?::?[-=]([^{}]{0,300}))?\}$/, "env"],
  [/^\$\{([A-Za-z_]\w{0,100}):?\?[^{}]{0,300}\}$/, "env"],
  [/^\$\{([A-Za-z_][\w.]{0,100})\}$/, "env"],
  [/^\$(?:env:)?([A-Z_][A-Z0-9_]{0,100}|[a-z_][A-Za-z_]{0,100})$/, "env"],
  [/^\$\(([^()]{1,300})\)$/, "command"],
  [/^%([A-Za-z_]\w{0,100})%$/, "env"],
  [/^\{env:([\w-]{1,100})\}$/, "env"],
  [/^\{file:([^{}]{1,300})\}$/, "file"],
  [/^=?\{\{-?\s*\$?secrets\.([^{}]{1,100}?)\s*-?\}\}$/, "vault"],
  [/^=?\{\{-?\s*(?:\$?env\.)?([^{}]{1,100}?)\s*-?\}\}$/, "env"],
  [/^(op:\/\/[^\s"']{1,300})$/, "vault"],
  [
    /^((?:ref\+)?(?:akv|awssecrets|awsssm|aws-ssm|bws|doppler|gcpsecrets|infisical|keychain|keyring|secret|secretmanager|ssm|vault):[^\s"']{1,300})$/,
    "vault",
  ],
  [/^(arn:aws[\w-]{0,20}:(?:secretsmanager|ssm):[\w:/.+=@-]{1,300})$/, "vault"],
  [/^(projects\/[\w-]{1,100}\/secrets\/[\w/-]{1,200})$/, "vault"],
  [/^@Microsoft\.KeyVault\(([^()]{1,300})\)$/, "vault"],
  [/^(?:process|import\.meta|Bun)\.env\.([A-Za-z_]\w{0,100})!?$/, "env"],
  [/^(?:process\.env|import\.meta\.env|os\.environ|ENV)\[["'](\w{1,100})["']\]$/, "env"],
  [
    /^(?:os\.environ\.get|os\.getenv|getenv|os\.Getenv|System\.getenv|Deno\.env\.get|env)\(["'](\w{1,100})["'](?:,\s{0,8}["']([^"']{0,300})["'])?\)$/,
    "env",
  ],
  [/^file:(\/[^\s"']{1,300})$/, "file"],
];

/** What every spelling has in it somewhere. */
const hint = /[$%{:(/[]|\.env\./;

/** Longer values are no references in any format. */
const longestReference = 1000;

/** Says where the value is taken from, if the whole value says so, be it after a scheme such as `Bearer`. */
export function isReference(value: string): Reference | undefined {
  if (value.length > longestReference || !hint.test(value)) return undefined;
  const plain = value.trim().replace(/^(?:bearer|basic|bot|token)\s+/i, "");
  for (const [pattern, source] of spellings) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [, name = "", fallback = ""] = match;
    return { source, name: name.trim(), ...(fallback === "" ? {} : { fallback }) };
  }
  return undefined;
}
