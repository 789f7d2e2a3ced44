/** A file that holds credentials, by the name people know it by. */
export interface SecretFile {
  readonly name: string;
  readonly issuer?: string;
}

/** Paths that hold the credentials of whoever owns the account; the name stands for everything that the row matches. */
const secretFiles: readonly (readonly [RegExp, string, string?])[] = [
  [/(^|\/)\.aws\/(credentials|config|sso\/)/i, "~/.aws/credentials", "aws"],
  // Whom to trust and where to go is written beside the keys, and is none.
  [/(^|\/)\.ssh(\/(?!known_hosts|authorized_keys|config(\.|$)|environment$)|$)/i, "~/.ssh"],
  [/(^|\/)\.netrc$/i, "~/.netrc"],
  [/(^|\/)\.npmrc$/i, "~/.npmrc", "npm"],
  [/(^|\/)\.pypirc$/i, "~/.pypirc", "pypi"],
  [/(^|\/)\.git-credentials$/i, "~/.git-credentials", "github"],
  [/(^|\/)gh\/hosts\.yml$/i, "~/.config/gh/hosts.yml", "github"],
  [/(^|\/)\.docker\/config\.json$/i, "~/.docker/config.json", "docker"],
  [/(^|\/)\.kube\/config$/i, "~/.kube/config", "kubernetes"],
  [/(^|\/)gcloud\/|application_default_credentials\.json$/i, "~/.config/gcloud", "google"],
  [/(^|\/)\.azure\//i, "~/.azure", "azure"],
  [/(^|\/)\.gnupg(\/|$)/i, "~/.gnupg"],
  [/(^|\/)\.claude\/\.credentials\.json$/i, "~/.claude/.credentials.json", "anthropic"],
  [/(^|\/)\.codex\/auth\.json$/i, "~/.codex/auth.json", "openai"],
  [/(^|\/)auth-profiles\.json$/i, "auth-profiles.json"],
  [/(^|\/)\.env(\.[\w-]+)?$/i, ".env"],
];

/** The secret file that a path names, if it names one; templates such as `.env.example` hold none, and an address names none. */
export function secretFileOf(path: string): SecretFile | undefined {
  if (/^[a-z]{2,20}:\/\//i.test(path) || /\.(example|sample|template|dist|pub)$/i.test(path)) return undefined;
  const row = secretFiles.find(([paths]) => paths.test(path));
  return row && { name: row[1], ...(row[2] === undefined ? {} : { issuer: row[2] }) };
}
