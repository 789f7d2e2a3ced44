import { describe, expect, it } from "vitest";
import { openclawPlugin } from "#artifact/openclaw-plugin.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (text: string, path = "mail/openclaw.plugin.json") => collectText(openclawPlugin, path, text);

describe("plugin manifests", () => {
  it("is known by name", () => {
    expect(openclawPlugin.claims("a/openclaw.plugin.json")).toBe(true);
    expect(openclawPlugin.claims("a/plugin.json")).toBe(false);
  });

  it("tells tools with what is noted of them", () => {
    const collected = read(
      '{"id":"mail","contracts":{"tools":["send","list"]},"toolMetadata":{"send":{"sideEffecting":true,"optional":false}}}',
    );
    expect(factsOf(collected, "tool")).toEqual([
      {
        anchor: "plugin/mail",
        key: "send",
        name: "send",
        form: "function",
        registration: "static",
        modelInvocable: true,
        annotations: ["sideEffecting"],
      },
      {
        anchor: "plugin/mail",
        key: "list",
        name: "list",
        form: "function",
        registration: "static",
        modelInvocable: true,
      },
    ]);
    expect(
      collected.facts.every(({ kind, owner }) => kind === "principal" || owner === "principal:plugin/mail#mail"),
    ).toBe(true);
  });

  it.each([
    '{"id":"p","setup":{"providers":[{"id":"x","envVars":["OPENAI_API_KEY"]}]}}',
    '{"id":"p","providerAuthEnvVars":{"x":["OPENAI_API_KEY"]}}',
    '{"id":"p","channelEnvVars":{"x":["OPENAI_API_KEY"]}}',
    '{"id":"p","setup":{"providers":{"x":{"envVars":"OPENAI_API_KEY"}}}}',
  ])("tells the credentials of %s", (text) => {
    expect(factsOf(read(text), "credential")).toMatchObject([
      { key: "env:OPENAI_API_KEY", source: "env", issuer: "openai" },
    ]);
  });

  it("tells policies that decide before anybody is asked, servers, and the version", () => {
    const collected = read(
      '{"id":"p","version":"1.2.0","contracts":{"trustedToolPolicies":["budget"],"gatewayMethodDispatch":["authenticated-request"]},"mcpServers":{"s":{"command":"npx","args":["srv@1.0.0"]}}}',
    );
    expect(factsOf(collected, "gate")).toMatchObject([{ verdict: "auto", covers: "approvals" }]);
    expect(factsOf(collected, "grant")).toMatchObject([{ system: "openclaw", level: "admin" }]);
    expect(factsOf(collected, "principal")).toMatchObject([
      { anchor: "plugin/p", version: "1.2.0" },
      { anchor: "server/s", package: "srv", pinned: true },
    ]);
  });

  it("is named by its folder where it says no name", () => {
    expect(factsOf(read("{}"), "principal")).toMatchObject([{ anchor: "plugin/mail" }]);
    expect(factsOf(read('{"id":7}', "openclaw.plugin.json"), "principal")).toMatchObject([
      { anchor: "plugin/unnamed" },
    ]);
  });

  it.each([
    "[]",
    "null",
    '{"contracts":["tools"]}',
    '{"contracts":{"tools":{"a":1}},"toolMetadata":[1],"setup":{"providers":[null,3]},"mcpServers":["x"]}',
    '{"toolMetadata":{"__proto__":{"optional":true}},"contracts":{"tools":["__proto__",1,null]}}',
  ])("takes %s", (text) => expect(() => read(text)).not.toThrow());
});
