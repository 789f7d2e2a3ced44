import type { CredentialValue } from "#model/fact.ts";

/** A reference to a credential inside a text, by name. */
export interface CredentialReference {
  readonly source: CredentialValue["source"];
  readonly name: string;
}

/** How the formats write "take it from there": one row a spelling, the first group is the name. Linear each. */
const spellings: readonly (readonly [RegExp, CredentialValue["source"]])[] = [
  [/\$\{\{\s{0,9}secrets\.([\w-]{1,100})\s{0,9}\}\}/g, "vault"],
  [/\$\{env:([\w-]{1,100})\}/g, "env"],
  [/\$\{input:([\w.-]{1,100})\}/g, "exchange"],
  [/\$\{(?:user_config|userConfig)\.([\w.-]{1,100})\}/g, "exchange"],
  [/\$\{([A-Za-z_]\w{0,100})(?::-[^}]{0,200})?\}/g, "env"],
  [/\{env:([\w-]{1,100})\}/g, "env"],
  [/\{file:([^}]{1,200})\}/g, "file"],
  [/%([A-Za-z_]\w{0,100})%/g, "env"],
  [/(?<![\w$])\$([A-Za-z_]\w{0,100})/g, "env"],
  [/\b(op:\/\/[\w./ -]{1,200})/g, "vault"],
  [/\b(vault:[\w./#-]{1,200})/g, "vault"],
  [/\b(arn:aws:(?:secretsmanager|ssm):[\w:/.-]{1,200})/g, "vault"],
];

/** The references in a text, in the order of the spellings, each name once. */
export function credentialReferences(text: string): CredentialReference[] {
  const found = new Map<string, CredentialReference>();
  let rest = text;
  for (const [spelling, source] of spellings) {
    rest = rest.replace(spelling, (whole, name: string) => {
      if (!found.has(name)) found.set(name, { source, name });
      return " ".repeat(whole.length);
    });
  }
  return [...found.values()];
}

/** Issuers by the words that their variables carry: what a credential of that name opens. */
const issuers: readonly (readonly [RegExp, string])[] = [
  [/^(gh|github)_|_github_|^github|^gh_pat/i, "github"],
  [/^gitlab|^gl_/i, "gitlab"],
  [/^(aws|amazon)_/i, "aws"],
  [/^(gcp|google|gcloud|gemini|vertex)_|^goog/i, "google"],
  [/^(azure|arm|msal)_/i, "azure"],
  [/^anthropic|^claude/i, "anthropic"],
  [/^openai/i, "openai"],
  [/^slack/i, "slack"],
  [/^discord/i, "discord"],
  [/^telegram/i, "telegram"],
  [/^notion/i, "notion"],
  [/^linear/i, "linear"],
  [/^(atlassian|jira|confluence)/i, "atlassian"],
  [/^stripe/i, "stripe"],
  [/^supabase/i, "supabase"],
  [/^workos/i, "workos"],
  [/^(npm|node_auth)_/i, "npm"],
  [/^(postgres|pg|database|db|mysql|mongo|redis)/i, "database"],
  [/^(cloudflare|cf)_/i, "cloudflare"],
  [/^brave/i, "brave"],
  [/^sentry/i, "sentry"],
  [/^vercel/i, "vercel"],
  [/^hf_|^hugging/i, "huggingface"],
];

/** The issuer that a variable's name tells, if it tells one. */
export function issuerOf(name: string): string | undefined {
  return issuers.find(([words]) => words.test(name))?.[1];
}

/** The model providers: their keys let an agent think, not act. */
export const modelProviders: ReadonlySet<string> = new Set(["anthropic", "openai", "google", "huggingface"]);
