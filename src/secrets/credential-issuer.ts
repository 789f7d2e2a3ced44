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

/** The issuer of what a program hands on as the key of its model: whoever serves one, its name does not say. */
export const ofModel = "model provider";
