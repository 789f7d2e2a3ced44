import { credentialReferences } from "#artifact/credential-text.ts";
import { hostIn } from "#secrets/address-secrets.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { recordCredential, recordEffect, recordGate, type Subject } from "#artifact/subject.ts";
import type { Node } from "#model/document.ts";
import { pairsOf, scalarOf } from "#model/tree.ts";

/** The host of an address, lower case; undefined where it is not written out. */
export function hostOf(address: string): string | undefined {
  const host = hostIn(address);
  return host === undefined || /[${}%]/.test(host) ? undefined : host;
}

/**
 * Records what one `NAME: value` of an environment or header map refers to, or that a credential is written out there.
 * `via` says how it is handed over.
 */
export function pairCredential(subject: Subject, name: string, node: Node, via: string): void {
  const text = scalarOf(node);
  if (text === undefined) return;
  const references = credentialReferences(text);
  for (const reference of references) {
    if (isSecretName(reference.name) || isSecretName(name)) recordCredential(subject, node, { ...reference, via });
  }
  if (references.length > 0 || !isSecretName(name) || node.kind === "boolean") return;
  const file = /^(~|\.{0,2})\/[\w.@-]{1,100}\/[\w.@/-]{1,300}$/.test(text);
  if (file) recordCredential(subject, node, { source: "file", name: text, via });
  // An empty value or a placeholder: whoever runs it fills it in, so that the file does not say which one it is.
  else if (text === "" || isPlaceholder(text))
    recordCredential(subject, node, { source: "env", name, via }, { confidence: "medium" });
  else recordCredential(subject, node, { source: "literal", name, via });
}

/** Records the credentials of a map name → value. */
export function mapCredentials(subject: Subject, map: Node | undefined, via: string): void {
  for (const { key, value } of pairsOf(map)) pairCredential(subject, key, value, via);
}

/** Variables that make every process started with them load code or a library. */
const codeVariables: ReadonlySet<string> = new Set([
  "NODE_OPTIONS",
  "LD_PRELOAD",
  "DYLD_INSERT_LIBRARIES",
  "PYTHONSTARTUP",
  "BASH_ENV",
  "PROMPT_COMMAND",
]);

/** Variables that set where a model's traffic, with its key and everything it is told, goes. */
const modelAddress = /^(ANTHROPIC|OPENAI|GEMINI|GOOGLE_GEMINI|CLAUDE_CODE)_(BASE_URL|API_BASE|API_URL)$/;

/** Records what an environment that an agent's product sets for itself says: credentials, addresses, code, checks. */
export function environmentFacts(subject: Subject, map: Node | undefined): void {
  for (const { key, value } of pairsOf(map)) {
    pairCredential(subject, key, value, "env");
    const text = scalarOf(value) ?? "";
    const host = modelAddress.test(key) ? hostOf(text) : undefined;
    if (host !== undefined) recordEffect(subject, value, { effect: "network", target: host, detail: `${key}=${text}` });
    if (codeVariables.has(key)) {
      recordEffect(subject, value, { effect: "exec", target: `env ${key}`, detail: text });
    }
    if (key === "NODE_TLS_REJECT_UNAUTHORIZED" && text === "0") {
      recordGate(subject, value, {
        verdict: "auto",
        covers: "guardrails",
        setting: "env.NODE_TLS_REJECT_UNAUTHORIZED",
      });
    }
  }
}
