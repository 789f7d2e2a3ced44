import { credentialReferences } from "#artifact/credential-text.ts";
import { issuerOf } from "#secrets/credential-issuer.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import type { OpenclawScope } from "#artifact/openclaw-scope.ts";
import type { Setting } from "#artifact/openclaw-walk.ts";
import type { Node } from "#model/document.ts";
import type { CredentialValue } from "#model/fact.ts";
import { at, textOf } from "#model/tree.ts";

/** Where a SecretRef object takes the secret from. Source: docs/gateway/secrets.md. */
const referenceSources: ReadonlyMap<string, CredentialValue["source"]> = new Map([
  ["env", "env"],
  ["file", "file"],
  ["exec", "command"],
  ["store", "vault"],
]);

/** Settings whose names end like a credential's and hold none. */
const notSecrets = /(session|skill|agent|group|dedupe|reply|thread|peer|store|map)key$|^key$|maxtoken|tokenbudget/i;

/** Settings that hold the path of a file with a credential in it. */
const fileSettings = /(token|password|secret|serviceAccount|credentials?|privateKey|apiKey)(File|Path)$/;

/** Maps from variable names to values; their keys name what they hold. */
const variableMaps = new Set(["env", "vars", "headers", "environment"]);

/**
 * Records the credential that a setting holds or refers to, if it does, by name and never by value.
 * `path` are the keys that lead to the setting from the top of its owner's settings.
 */
export function credentialFact(scope: OpenclawScope, setting: Setting, path: readonly string[]): void {
  const inMap = variableMaps.has(path.at(-2) ?? "");
  if (!inMap && fileSettings.test(setting.key)) fileFact(scope, setting, path);
  else if (holdsSecret(setting, path)) secretFact(scope, setting.value, inMap ? setting.key : path.join("."), path);
}

function holdsSecret({ key, value }: Setting, path: readonly string[]): boolean {
  if (value.kind === "mapping") {
    const source = textOf(at(value, "source"));
    return source !== undefined && referenceSources.has(source) && textOf(at(value, "id")) !== undefined;
  }
  if (value.kind !== "string") return false;
  if (path.includes("configSchema") || path.includes("uiHints")) return false;
  return /^api_?key$/i.test(key) || (isSecretName(key) && !notSecrets.test(key));
}

function secretFact(scope: OpenclawScope, node: Node, name: string, path: readonly string[]): void {
  const common = { via: "config", issuer: issuerAt(path, name), authority: authorityAt(path) };
  if (node.kind === "mapping") {
    const source = referenceSources.get(textOf(at(node, "source")) ?? "") ?? "vault";
    const provider = textOf(at(node, "provider")) ?? "default";
    const id = textOf(at(node, "id")) ?? "";
    credential(scope, node, { ...common, source, name: provider === "default" ? id : `${provider}:${id}` });
    return;
  }
  const text = textOf(node) ?? "";
  const references = credentialReferences(text);
  for (const reference of references) credential(scope, node, { ...common, ...reference });
  // The product writes this marker where it has taken a secret out before showing the file.
  if (references.length > 0 || text === "" || text === "__OPENCLAW_REDACTED__") return;
  credential(scope, node, { ...common, source: "literal", name });
}

function fileFact(scope: OpenclawScope, { value }: Setting, path: readonly string[]): void {
  const file = textOf(value);
  if (!file) return;
  const common = { via: "config", issuer: issuerAt(path, file), authority: authorityAt(path) };
  credential(scope, value, { ...common, source: "file", name: file });
}

/** A channel's credential is the identity that the agent has there. */
function authorityAt(path: readonly string[]): CredentialValue["authority"] {
  return path[0] === "channels" ? "agent" : "service";
}

/** Who issued it: the channel or provider that it stands under, else what its name says. */
function issuerAt(path: readonly string[], name: string): string | undefined {
  if (path[0] === "channels") return path[1];
  if (path[0] === "models" && path[1] === "providers") return path[2];
  return issuerOf(name.slice(name.lastIndexOf(".") + 1));
}

function credential(
  { record, anchor, agent }: OpenclawScope,
  node: Node,
  { issuer, ...value }: Omit<CredentialValue, "lifetime" | "issuer"> & { readonly issuer?: string | undefined },
): void {
  record.fact({
    kind: "credential",
    anchor,
    key: `${value.source}:${value.name}`,
    owner: agent,
    at: node,
    value: { ...value, lifetime: "long-lived", ...(issuer === undefined ? {} : { issuer }) },
  });
}
