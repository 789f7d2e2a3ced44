import { namesStandIn } from "#secrets/placeholder.ts";
import { isSecretName, secretNameHints } from "#secrets/secret-name.ts";

/** The name of a variable of the environment as everybody writes them; others are a program's own. */
const environmentName = /^[A-Z][A-Z0-9_]{1,99}$/;

/** Holds if a variable of the environment is a credential by its name, and not one that somebody is to put another name for. */
export function isEnvironmentCredential(name: string): boolean {
  return environmentName.test(name) && isSecretName(name) && !namesStandIn(name);
}

/** Texts of which every such name holds one. */
export const environmentCredentialHints: readonly string[] = secretNameHints.map((hint) => hint.toUpperCase());
