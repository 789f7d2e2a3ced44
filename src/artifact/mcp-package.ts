/**
 * What publishers of MCP servers say of them. Sources: MCP registry `server.json` schema; MCPB `MANIFEST.md`
 * (manifest versions 0.1 to 0.4, `dxt_version` before); Docker MCP registry `server.yaml`. As of 2026-11.
 */
import { hostOf, mapCredentials, pairCredential } from "#artifact/credential-facts.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { digestOf } from "#artifact/digest.ts";
import { launchOf } from "#artifact/launch.ts";
import { argumentFacts, hostSide, recordPlace } from "#artifact/server-arguments.ts";
import { recordCredential, recordGate, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { PrincipalValue } from "#model/fact.ts";
import { at, isTrue, itemsOf, pairsOf, scalarOf, stringsOf, textOf } from "#model/tree.ts";

/** An entry of the MCP registry: `server.json`. */
export const mcpRegistryEntry: ArtifactFrontEnd = {
  format: "mcp-registry-entry",
  role: "package",
  claims: () => false,
  markers: ['"registryType"', '"registry_type"', "modelcontextprotocol.io/schemas"],
  recognises: ({ root }) =>
    textOf(at(root, "name")) !== undefined &&
    [at(root, "packages"), at(root, "remotes")].some((list) => itemsOf(list).length > 0),
  facts(document, record) {
    const { root } = document;
    const packages = itemsOf(at(root, "packages"));
    const remotes = itemsOf(at(root, "remotes"));
    for (const entry of packages) registryPackage(publisher(document, registryValue(entry), record), entry);
    for (const entry of remotes) {
      const host = hostOf(textOf(at(entry, "url")) ?? "");
      const transport = textOf(at(entry, "type")) ?? textOf(at(entry, "transport_type")) ?? "http";
      const value: PrincipalValue = { type: "service", product: "mcp", transport, ...(host ? { host } : {}) };
      declaredValues(publisher(document, value, record), at(entry, "headers"), "header");
    }
  },
};

function publisher(document: Document, value: PrincipalValue, record: Recorder): Subject {
  const name = textOf(at(document.root, "name")) || "unnamed";
  const anchor = `server/${name}`;
  const node = at(document.root, "name") ?? document.root;
  return { document, anchor, owner: record.fact({ kind: "principal", anchor, key: name, at: node, value }), record };
}

function registryValue(entry: Node): PrincipalValue {
  const runner = textOf(at(entry, "runtimeHint")) ?? textOf(at(entry, "runtime_hint"));
  const identifier = textOf(at(entry, "identifier"));
  const version = textOf(at(entry, "version"));
  const digest = textOf(at(entry, "fileSha256")) ?? textOf(at(entry, "file_sha256"));
  return {
    type: "service",
    product: "mcp",
    transport: textOf(at(entry, "transport", "type")) ?? "stdio",
    ...(runner ? { runner } : {}),
    ...(identifier ? { package: identifier } : {}),
    ...(version ? { version } : {}),
    pinned: digest !== undefined || (version !== undefined && /^v?\d+\.\d+/.test(version)),
  };
}

function registryPackage(subject: Subject, entry: Node): void {
  declaredValues(subject, at(entry, "environmentVariables") ?? at(entry, "environment_variables"), "env");
  for (const key of ["runtimeArguments", "runtime_arguments", "packageArguments", "package_arguments"]) {
    const words = itemsOf(at(entry, key)).flatMap((argument) =>
      ["name", "value"].flatMap((part) => stringsOf(at(argument, part))),
    );
    argumentFacts(subject, words);
  }
  declaredValues(subject, at(entry, "transport", "headers"), "header");
}

/** Variables or headers that a publisher declares: a secret one is a credential, one with a value is in the file. */
function declaredValues(subject: Subject, list: Node | undefined, via: string): void {
  for (const declared of itemsOf(list)) {
    const nameNode = at(declared, "name");
    const name = textOf(nameNode);
    if (
      !nameNode ||
      !name ||
      !(isTrue(at(declared, "isSecret")) || isTrue(at(declared, "is_secret")) || isSecretName(name))
    )
      continue;
    const written = at(declared, "value") ?? at(declared, "default");
    // `{name}` stands for a variable that the entry asks the user for.
    if (textOf(written) && !/\{[^}]*\}/.test(textOf(written)!)) pairCredential(subject, name, written!, via);
    else recordCredential(subject, nameNode, { source: "env", name, via });
  }
}

/** The manifest of an MCP bundle: `manifest.json`. */
export const mcpBundle: ArtifactFrontEnd = {
  format: "mcp-bundle",
  role: "package",
  claims: () => false,
  markers: ['"mcp_config"', '"dxt_version"'],
  recognises: ({ root }) =>
    at(root, "server")?.kind === "mapping" && (at(root, "manifest_version") ?? at(root, "dxt_version")) !== undefined,
  facts(document, record) {
    const { root } = document;
    const subject = publisher(document, { type: "service", product: "mcp", transport: "stdio", pinned: true }, record);
    bundleProcess(subject, at(root, "server", "mcp_config"));
    for (const { key, value } of pairsOf(at(root, "user_config"))) bundleSetting(subject, key, value);
    for (const tool of itemsOf(at(root, "tools"))) bundleTool(subject, tool);
    const generated = at(root, "tools_generated");
    if (isTrue(generated)) {
      const value = { reason: "The server makes its tools when it runs." };
      record.fact({
        kind: "opaque",
        anchor: subject.anchor,
        key: "tool-list",
        owner: subject.owner,
        at: generated!,
        value,
      });
    }
  },
};

function bundleProcess(subject: Subject, config: Node | undefined): void {
  const configs = [config, ...pairsOf(at(config, "platform_overrides")).map(({ value }) => value)];
  for (const each of configs) {
    mapCredentials(subject, at(each, "env"), "env");
    argumentFacts(subject, [...stringsOf(at(each, "command")), ...stringsOf(at(each, "args"))]);
  }
}

function bundleSetting(subject: Subject, name: string, setting: Node): void {
  const written = at(setting, "default");
  const type = textOf(at(setting, "type"));
  if (type === "directory" || type === "file") {
    for (const { text, node } of stringsOf(written)) recordPlace(subject, node, text);
    return;
  }
  const sensitive = isTrue(at(setting, "sensitive"));
  if (!sensitive && !isSecretName(name)) return;
  if (textOf(written)) pairCredential(subject, isSecretName(name) ? name : `${name}_SECRET`, written!, "input");
  else recordCredential(subject, setting, { source: sensitive ? "vault" : "file", name, via: "input" });
}

function bundleTool(subject: Subject, tool: Node): void {
  const nameNode = at(tool, "name");
  const name = textOf(nameNode);
  if (!nameNode || !name) return;
  const description = textOf(at(tool, "description"));
  subject.record.fact({
    kind: "tool",
    anchor: subject.anchor,
    key: name,
    owner: subject.owner,
    at: nameNode,
    value: {
      name,
      form: "mcp",
      registration: "static",
      modelInvocable: true,
      ...(description ? { description: digestOf(description) } : {}),
    },
  });
}

/** An entry of Docker's MCP catalog: `servers/<name>/server.yaml`. */
export const dockerCatalogEntry: ArtifactFrontEnd = {
  format: "docker-mcp-entry",
  role: "package",
  syntax: "yaml",
  claims: (path) => /(^|\/)servers\/[^/]+\/server\.ya?ml$/.test(path),
  facts(document, record) {
    const { root } = document;
    if (textOf(at(root, "name")) === undefined || !(at(root, "image") ?? at(root, "remote"))) return;
    const subject = publisher(document, catalogValue(root), record);
    for (const { text, node } of stringsOf(at(root, "run", "volumes"))) {
      const place = hostSide(text);
      if (place !== undefined && !place.includes("{{")) recordPlace(subject, node, place);
    }
    argumentFacts(subject, stringsOf(at(root, "run", "command")));
    catalogNetwork(subject, at(root, "run"));
    catalogCredentials(subject, root);
  },
};

function catalogValue(root: Node): PrincipalValue {
  const base = { type: "service", product: "mcp" } as const;
  const address = textOf(at(root, "remote", "url"));
  if (address !== undefined) {
    const host = hostOf(address);
    const transport = textOf(at(root, "remote", "transport_type")) ?? "http";
    return { ...base, transport, ...(host ? { host } : {}) };
  }
  const image = textOf(at(root, "image")) ?? "";
  const commit = scalarOf(at(root, "source", "commit"));
  const { packageWord: _, ...launch } = launchOf(["docker", "run", image]) ?? { runner: "docker run" };
  // The catalog builds its own images, `mcp/…`, from the commit that the entry names.
  const built = commit !== undefined && image.startsWith("mcp/") ? { version: commit, pinned: true } : {};
  return { ...base, transport: "stdio", ...launch, ...built };
}

function catalogNetwork(subject: Subject, run: Node | undefined): void {
  const off = at(run, "disableNetwork");
  if (isTrue(off)) recordGate(subject, off!, { verdict: "policy", covers: "network", setting: "run.disableNetwork" });
  for (const { text, node } of stringsOf(at(run, "allowHosts"))) {
    recordGate(subject, node, { verdict: "allowlist", covers: "network", setting: `run.allowHosts ${text}` });
  }
}

function catalogCredentials(subject: Subject, root: Node): void {
  for (const secret of itemsOf(at(root, "config", "secrets"))) {
    const name = at(secret, "name");
    if (textOf(name)) recordCredential(subject, name!, { source: "vault", name: textOf(name)!, via: "env" });
  }
  for (const variable of itemsOf(at(root, "config", "env"))) {
    const value = at(variable, "value");
    const name = textOf(at(variable, "name"));
    if (value && name && !/\{\{/.test(scalarOf(value) ?? "")) pairCredential(subject, name, value, "env");
  }
  for (const provider of itemsOf(at(root, "oauth"))) {
    const name = at(provider, "provider");
    if (textOf(name)) {
      recordCredential(subject, name!, { source: "exchange", name: textOf(name)!, via: "oauth", authority: "user" });
    }
  }
  mapCredentials(subject, at(root, "remote", "headers"), "header");
}
