import { describe, expect, it } from "vitest";
import { dockerCatalogEntry, mcpBundle, mcpRegistryEntry } from "#artifact/mcp-package.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

const secret = ["tok", "4f7b0c2e91d84a6fb3"].join("_");

const readEntry = (entry: unknown) => collectText(mcpRegistryEntry, "server.json", JSON.stringify(entry));

const recognisesEntry = (value: unknown) =>
  mcpRegistryEntry.recognises!(documentOf("server.json", JSON.stringify(value)));

const readBundle = (manifest: unknown) => collectText(mcpBundle, "manifest.json", JSON.stringify(manifest));

const recognisesBundle = (value: unknown) => mcpBundle.recognises!(documentOf("manifest.json", JSON.stringify(value)));

const readCatalog = (text: string) => collectText(dockerCatalogEntry, "servers/x/server.yaml", text);

describe("mcp-registry-entry", () => {
  it("is known by its content, not by its name", () => {
    expect(mcpRegistryEntry.claims("server.json")).toBe(false);
    expect(recognisesEntry({ name: "io.github.a/b", packages: [{}] })).toBe(true);
    expect(recognisesEntry({ name: "io.github.a/b", remotes: [{}] })).toBe(true);
    expect(recognisesEntry({ name: "app", packages: {} })).toBe(false);
    expect(recognisesEntry({ packages: [{}] })).toBe(false);
  });

  it("reads packages with their pin, and remotes with their host", () => {
    const collected = readEntry({
      name: "io.github.a/b",
      packages: [
        { registryType: "npm", identifier: "@a/b", version: "1.0.0", transport: { type: "stdio" } },
        { registry_type: "oci", identifier: "docker.io/a/b", runtime_hint: "docker" },
      ],
      remotes: [{ type: "streamable-http", url: "https://mcp.example.com/x" }],
    });
    expect(factsOf(collected, "principal")).toMatchObject([
      { anchor: "server/io.github.a/b", package: "@a/b", version: "1.0.0", pinned: true },
      { package: "docker.io/a/b", runner: "docker", pinned: false },
      { transport: "streamable-http", host: "mcp.example.com" },
    ]);
  });

  it("reads secrets that the publisher declares, and those written in", () => {
    const collected = readEntry({
      name: "a",
      packages: [
        {
          identifier: "a",
          environmentVariables: [
            { name: "A_TOKEN", isSecret: true },
            { name: "LICENSE", isSecret: true },
            { name: "B_TOKEN", isSecret: true, default: secret },
            { name: "C_TOKEN", value: "{token}" },
            { name: "LOG_LEVEL", default: "info" },
          ],
        },
      ],
      remotes: [
        { type: "sse", url: "https://x.example.com", headers: [{ name: "Authorization", value: `Bearer ${secret}` }] },
      ],
    });
    expect(factsOf(collected, "credential").map(({ key }) => key)).toEqual([
      "env:A_TOKEN",
      "env:LICENSE",
      "literal:B_TOKEN",
      "env:C_TOKEN",
      "literal:Authorization",
    ]);
  });

  it("reads what its arguments give it", () => {
    const collected = readEntry({
      name: "a",
      packages: [
        {
          identifier: "a",
          runtimeArguments: [
            { type: "named", name: "-v", value: "/:/host" },
            { name: "--network", value: "host" },
          ],
        },
      ],
    });
    expect(factsOf(collected, "grant")).toMatchObject([{ key: "filesystem:/", wildcard: true }]);
    expect(factsOf(collected, "gate")).toMatchObject([{ covers: "sandbox", setting: "--network=host" }]);
  });
});

describe("mcp-bundle", () => {
  it("is no browser extension's or web app's manifest", () => {
    expect(recognisesBundle({ manifest_version: "0.3", server: { type: "node" } })).toBe(true);
    expect(recognisesBundle({ dxt_version: "0.1", server: {} })).toBe(true);
    expect(recognisesBundle({ manifest_version: 3, background: { service_worker: "x" } })).toBe(false);
    expect(recognisesBundle({ server: {} })).toBe(false);
  });

  it("reads its process, the user's settings, and its tools", () => {
    const collected = readBundle({
      manifest_version: "0.3",
      name: "notes",
      server: {
        mcp_config: {
          command: "node",
          args: ["x.js", "${user_config.api_key}"],
          env: { API_KEY: "${user_config.api_key}" },
        },
      },
      user_config: {
        api_key: { type: "string", sensitive: true },
        auth_token: { type: "string", sensitive: false },
        home: { type: "directory", default: "${HOME}" },
        color: { type: "string" },
      },
      tools: [{ name: "search", description: "Finds" }, { name: 7 }, null],
      tools_generated: true,
    });
    expect([...new Set(factsOf(collected, "credential").map(({ key }) => key))]).toEqual([
      "exchange:api_key",
      "vault:api_key",
      "file:auth_token",
    ]);
    expect(factsOf(collected, "grant")).toMatchObject([{ key: "filesystem:${HOME}", wildcard: true }]);
    expect(factsOf(collected, "tool")).toMatchObject([{ anchor: "server/notes", key: "search", form: "mcp" }]);
    expect(factsOf(collected, "opaque")).toMatchObject([{ key: "tool-list" }]);
  });
});

describe("docker-mcp-entry", () => {
  it("claims entries of the catalog only", () => {
    expect(dockerCatalogEntry.claims("servers/github/server.yaml")).toBe(true);
    expect(dockerCatalogEntry.claims("server.yaml")).toBe(false);
    expect(readCatalog("server:\n  port: 80\n").facts).toEqual([]);
  });

  it("reads an image with the commit that it is built from", () => {
    const commit = "3f9c2d1e7a5b4c60918273645f0e1d2c3b4a5968";
    const image = (name: string) =>
      factsOf(readCatalog(`name: x\nimage: ${name}\nsource:\n  commit: ${commit}\n`), "principal")[0];
    expect(image("mcp/x")).toMatchObject({ anchor: "server/x", package: "mcp/x", version: commit, pinned: true });
    expect(image("ghcr.io/a/x")).toMatchObject({ pinned: false });
  });

  it("reads volumes, network, secrets and OAuth", () => {
    const collected = readCatalog(`
name: x
image: mcp/x
run:
  volumes:
    - /var/run/docker.sock:/var/run/docker.sock
    - "{{x.paths|volume|into}}"
    - cache:/cache
  allowHosts: [api.example.com:443]
config:
  secrets:
    - name: x.api_key
      env: X_API_KEY
      example: <KEY>
  env:
    - name: X_TOKEN
      value: ${secret}
    - name: X_URL
      value: "{{x.url}}"
oauth:
  - provider: github
    secret: x.api_key
`);
    expect(factsOf(collected, "grant")).toMatchObject([{ key: "filesystem:/var/run/docker.sock", wildcard: true }]);
    expect(factsOf(collected, "gate")).toMatchObject([
      { key: "run.allowHosts api.example.com:443", verdict: "allowlist", covers: "network" },
    ]);
    expect(factsOf(collected, "credential").map(({ key, authority }) => [key, authority])).toEqual([
      ["vault:x.api_key", "service"],
      ["literal:X_TOKEN", "service"],
      ["exchange:github", "user"],
    ]);
  });

  it("reads a remote server", () => {
    const collected = readCatalog(
      "name: x\ntype: remote\nremote:\n  transport_type: sse\n  url: https://mcp.example.com/sse\n",
    );
    expect(factsOf(collected, "principal")).toMatchObject([{ transport: "sse", host: "mcp.example.com" }]);
  });
});
