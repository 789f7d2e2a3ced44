import { excerpt } from "#artifact/subject.ts";
import { inputOf, type Step } from "#artifact/workflow-steps.ts";
import type { SecretUses } from "#artifact/workflow-secret.ts";
import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Node } from "#model/document.ts";
import { at, pairsOf, scalarOf } from "#model/tree.ts";

/** Inputs of actions that take a standing key of a cloud: action prefix, input, issuer. Sources: the actions' own pages. */
const staticKeys: readonly (readonly [string, string, string])[] = [
  ["aws-actions/", "aws-access-key-id", "aws"],
  ["aws-actions/", "aws-secret-access-key", "aws"],
  ["google-github-actions/", "credentials_json", "google"],
  ["google-github-actions/", "service_account_key", "google"],
  ["google-github-actions/", "credentials", "google"],
  ["azure/", "creds", "azure"],
  ["azure/", "client-secret", "azure"],
  ["azure/", "publish-profile", "azure"],
];

/** Inputs that name what an identity token is exchanged for: action prefix, input, issuer. */
const exchanges: readonly (readonly [string, string, string])[] = [
  ["aws-actions/", "role-to-assume", "aws"],
  ["google-github-actions/", "workload_identity_provider", "google"],
  // The agent's own way to its model.
  ["google-github-actions/", "gcp_workload_identity_provider", "vertex-ai"],
  ["azure/login", "client-id", "azure"],
  ["hashicorp/vault-action", "role", "vault"],
  ["anthropics/", "anthropic_federation_rule_id", "anthropic"],
  ["jfrog/setup-jfrog-cli", "oidc-provider-name", "jfrog"],
];

/** Actions that make a short-lived token of a GitHub App out of its private key. */
const appTokenActions = new Set([
  "actions/create-github-app-token",
  "tibdex/github-app-token",
  "peter-murray/workflow-application-token-action",
  "getsentry/action-github-app-token",
]);

/**
 * Gathers the secrets of one step (its environment, inputs and script) and records the credentials that it writes out
 * or gets in exchange.
 */
export function stepCredentials(
  step: Step,
  secrets: SecretUses,
  place: TriggerPlace,
  environment: string | undefined,
): void {
  secrets.map(step.env, { via: "env", environment });
  for (const { key, value } of pairsOf(step.inputs)) {
    const cloud = staticKeys.find(([action, input]) => input === key && step.action?.startsWith(action));
    secrets.text(value, { via: "input", name: key, environment, issuer: cloud?.[2] });
    const written = scalarOf(value);
    if (cloud && written && !written.includes("${{")) writtenKey(key, cloud[2], value, place);
  }
  secrets.text(step.run, { via: "argument", environment });
  exchangeFacts(step, place, environment);
}

function writtenKey(name: string, issuer: string, node: Node, { anchor, owner, record }: TriggerPlace): void {
  record.fact({
    kind: "credential",
    anchor,
    key: `literal:${name}`,
    owner,
    at: node,
    value: { source: "literal", name, issuer, lifetime: "long-lived", authority: "service", via: "input" },
  });
}

function exchangeFacts(step: Step, { anchor, owner, record }: TriggerPlace, environment: string | undefined): void {
  const exchange = (name: string, issuer: string, node: Node) =>
    record.fact({
      kind: "credential",
      anchor,
      key: `exchange:${name}`,
      owner,
      at: node,
      value: {
        source: "exchange",
        name,
        issuer,
        lifetime: "ephemeral",
        authority: "service",
        via: "input",
        ...(environment ? { environment } : {}),
      },
    });
  for (const [action, input, issuer] of exchanges) {
    const node = at(step.inputs, input);
    const name = scalarOf(node)?.trim();
    const keyed = action === "azure/login" && inputOf(step, "creds") !== undefined;
    if (node && name && !keyed && step.action?.startsWith(action)) exchange(referenceName(name), issuer, node);
  }
  if (step.action !== undefined && appTokenActions.has(step.action)) appToken(step, { anchor, owner, record });
}

/** `${{ secrets.ROLE }}` and `${{ vars.ROLE }}` are known by their name; everything else as it is written. */
function referenceName(text: string): string {
  return /^\$\{\{\s*(?:secrets|vars|env|inputs)\.([\w-]{1,200})\s*\}\}$/.exec(text)?.[1] ?? excerpt(text);
}

function appToken(step: Step, { anchor, owner, record }: TriggerPlace): void {
  const name = `github-app ${step.id ?? "token"}`;
  record.fact({
    kind: "credential",
    anchor,
    key: `exchange:${name}`,
    owner,
    at: step.uses!,
    value: { source: "exchange", name, issuer: "github", lifetime: "ephemeral", authority: "agent" },
  });
  const scopes = pairsOf(step.inputs).filter(({ key }) => key.startsWith("permission-"));
  const actions = scopes.map(({ key, value }) => `${key.slice("permission-".length)}:${scalarOf(value) ?? ""}`);
  const writes = scopes.find(({ value }) => scalarOf(value) !== "read");
  record.fact({
    kind: "grant",
    anchor,
    key: `github:${name}`,
    owner,
    at: writes?.keyNode ?? step.uses!,
    origin: actions.length > 0 ? "config" : "default",
    value: {
      system: "github",
      // Without a list the token has everything that the installation was given.
      actions: actions.length > 0 ? actions.sort() : ["installation"],
      decision: "hardcoded",
      level: actions.length === 0 ? "unknown" : writes ? "write" : "read",
    },
  });
}
