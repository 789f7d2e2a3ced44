import { issuerOf } from "#secrets/credential-issuer.ts";
import { namesStandIn } from "#secrets/placeholder.ts";
import { isSecretName, secretNameHints, wordsOf } from "#secrets/secret-name.ts";

/** The name of a variable of the environment as everybody writes them; others are a program's own. */
const environmentName = /^[A-Z][A-Z0-9_]{1,99}$/;

/** What Vite, Create React App, Vue, Gatsby, Next, Nuxt, Expo, Astro and SvelteKit put into the pages that everybody gets. */
const published = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|(?:[A-Z]{1,20}_)?PUBLIC)_/;

/** What the header or cookie is called that carries a credential; one that is told without it is the value itself. */
const carrier = /_(?:KEY|TOKEN|SECRET|PASSWORD)_(?:HEADER|COOKIE)$/;

/** Switches of the images of databases: `MYSQL_ALLOW_EMPTY_PASSWORD=yes`. */
const choice = /_(?:ALLOW_EMPTY|RANDOM)_(?:ROOT_)?PASSWORD$/;

/** Holds if a variable of the environment is a credential by its name, and not one that somebody is to put another name for. */
export function isEnvironmentCredential(name: string): boolean {
  const isNone = [published, carrier, choice].some((pattern) => pattern.test(name));
  return !isNone && environmentName.test(name) && isSecretName(name) && !namesStandIn(name);
}

/** Texts of which every such name holds one. */
export const environmentCredentialHints: readonly string[] = secretNameHints.map((hint) => hint.toUpperCase());

/** Words of names of what a person, too, proves with who it is. */
const passwords: ReadonlySet<string> = new Set("pass passcode passphrase passwd password passwords pwd".split(" "));

/** What is sent as it is with a request, and access tokens of OAuth: made for a program or for a person, for long or for an hour. */
const granted = /(?:^|_)(?:AUTHORIZATION|OAUTH2?_ACCESS_TOKEN)$/;

/** What goes on acting for who once agreed to it; a program by itself is given none. Source: RFC 6749, 1.5 and 4.4.3. */
const delegated = /(?:^|_)REFRESH_TOKEN$/;

/** Made for one session or one run. Sources: AWS, "Temporary security credentials"; GitHub, "OpenID Connect". */
const temporary = /^(?:AWS_(?:\w{1,60}_)?SESSION_TOKEN|ACTIONS_(?:ID_TOKEN_REQUEST|RUNTIME)_TOKEN)$/;

/**
 * Whose authority a variable of the environment carries by its name: tokens and keys are made for a program, and so are
 * the passwords of what a known service issues; any other password may be a person's.
 */
export function authorityOf(name: string): "service" | "user" | "unknown" {
  if (delegated.test(name)) return "user";
  if (granted.test(name)) return "unknown";
  return issuerOf(name) === undefined && wordsOf(name).some((word) => passwords.has(word)) ? "unknown" : "service";
}

/** How long what a variable of the environment holds is worth something, by its name: as a rule until somebody replaces it. */
export function lifetimeOf(name: string): "ephemeral" | "long-lived" | "unknown" {
  if (temporary.test(name)) return "ephemeral";
  return granted.test(name) ? "unknown" : "long-lived";
}
