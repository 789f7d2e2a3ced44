import { issuerOf } from "#secrets/credential-issuer.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { baseName, folderName } from "#artifact/names.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { FactId } from "#model/fact.ts";
import { at, isTrue, itemsOf, pairsOf, stringsOf, textOf } from "#model/tree.ts";

/** The manifest of a plugin for OpenClaw, `openclaw.plugin.json`. Source: docs/plugins/manifest.md. */
export const openclawPlugin: ArtifactFrontEnd = {
  format: "openclaw-plugin",
  role: "package",
  syntax: "json",
  claims: (path) => /^(openclaw|clawdbot|moltbot)\.plugin\.json$/.test(baseName(path)),
  facts(document, record) {
    const { root } = document;
    const id = textOf(at(root, "id")) || folderName(document.path) || "unnamed";
    const anchor = `plugin/${id}`;
    const plugin = record.fact({
      kind: "principal",
      anchor,
      key: id,
      at: at(root, "id") ?? root,
      value: { type: "service", product: "openclaw-plugin", ...versionOf(root) },
    });
    const reading: PluginReading = { record, anchor, plugin };
    toolFacts(reading, root);
    variableFacts(reading, root);
    policyFacts(reading, at(root, "contracts"));
    serverFacts(document, at(root, "mcpServers"), { agent: plugin, anchor }, record);
  },
};

interface PluginReading {
  readonly record: Recorder;
  readonly anchor: string;
  readonly plugin: FactId;
}

function versionOf(root: Node): { readonly version?: string } {
  const version = textOf(at(root, "version"));
  return version === undefined ? {} : { version };
}

/** Tools that the plugin may register: a fixed list, checked by the product. */
function toolFacts({ record, anchor, plugin }: PluginReading, root: Node): void {
  const notes = new Map(pairsOf(at(root, "toolMetadata")).map(({ key, value }) => [key, value]));
  for (const { text: name, node } of stringsOf(at(root, "contracts", "tools"))) {
    const annotations = ["optional", "replaySafe", "sideEffecting"].filter((note) => isTrue(at(notes.get(name), note)));
    record.fact({
      kind: "tool",
      anchor,
      key: name,
      owner: plugin,
      at: node,
      value: {
        name,
        form: "function",
        registration: "static",
        modelInvocable: true,
        ...(annotations.length > 0 ? { annotations } : {}),
      },
    });
  }
}

/** Maps from providers or channels to the variables that hold their credentials. */
const variableMaps = ["providerAuthEnvVars", "providerUsageAuthEnvVars", "channelEnvVars"];

function variableFacts({ record, anchor, plugin }: PluginReading, root: Node): void {
  const lists = [
    ...itemsOf(at(root, "setup", "providers")).map((provider) => at(provider, "envVars")),
    ...pairsOf(at(root, "setup", "providers")).map(({ value }) => at(value, "envVars")),
    ...variableMaps.flatMap((key) => pairsOf(at(root, key)).map(({ value }) => value)),
  ];
  for (const { text: name, node } of lists.flatMap((list) => stringsOf(list))) {
    const issuer = issuerOf(name);
    record.fact({
      kind: "credential",
      anchor,
      key: `env:${name}`,
      owner: plugin,
      at: node,
      value: {
        source: "env",
        name,
        lifetime: "long-lived",
        authority: "service",
        via: "env",
        ...(issuer === undefined ? {} : { issuer }),
      },
    });
  }
}

/** Entitlements beyond tools: deciding about calls before they are made, and speaking to the gateway as an operator. */
function policyFacts({ record, anchor, plugin }: PluginReading, contracts: Node | undefined): void {
  for (const { text, node } of stringsOf(at(contracts, "trustedToolPolicies")))
    record.fact({
      kind: "gate",
      anchor,
      key: `contracts.trustedToolPolicies ${text}`,
      owner: plugin,
      at: node,
      value: { verdict: "auto", covers: "approvals", setting: `contracts.trustedToolPolicies ${text}` },
    });
  for (const { text, node } of stringsOf(at(contracts, "gatewayMethodDispatch")))
    record.fact({
      kind: "grant",
      anchor,
      key: `openclaw:${text}`,
      owner: plugin,
      at: node,
      value: { system: "openclaw", actions: [text], decision: "hardcoded", level: "admin" },
    });
}
