import { describe, expect, it } from "vitest";
import { slackManifest } from "#artifact/slack-manifest.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText } from "./collect.ts";

const manifest = (scopes: object) =>
  JSON.stringify({ display_information: { name: "Deploy bot" }, oauth_config: { scopes } });

function levels(scopes: object): string[] {
  const read = collectText(slackManifest, "slack/manifest.json", manifest(scopes));
  return read.facts.filter(({ kind }) => kind === "grant").map(({ key, value }) => `${key} ${String(value["level"])}`);
}

describe("slack-manifest", () => {
  it("is known by what it holds, in JSON and YAML, under any name", () => {
    const recognises = (syntax: "json" | "yaml", text: string) =>
      slackManifest.recognises!(syntaxes[syntax](`app.${syntax}`, text));
    expect(recognises("json", manifest({ bot: [] }))).toBe(true);
    expect(recognises("yaml", "display_information: { name: x }\noauth_config:\n  scopes: { bot: [chat:write] }")).toBe(
      true,
    );
    expect(recognises("json", '{"oauth_config": {"scopes": {}}}')).toBe(false);
    expect(recognises("json", '{"display_information": {}, "oauth_config": {}}')).toBe(false);
    expect(recognises("json", '["oauth_config", "display_information"]')).toBe(false);
    expect(slackManifest.claims("manifest.json")).toBe(false);
  });

  it("tells the app, by its name or else its file", () => {
    const named = collectText(slackManifest, "slack/manifest.json", manifest({ bot: ["chat:write"] }));
    expect(named.facts[0]).toMatchObject({ kind: "principal", anchor: "app/Deploy bot", at: '"Deploy bot"' });
    const unnamed = collectText(slackManifest, "a/slack.yaml", "oauth_config: { scopes: { bot: [commands] } }");
    expect(unnamed.facts.map(({ anchor }) => anchor)).toEqual(["app/slack", "app/slack"]);
  });

  it("tells administrators' scopes from those that read and write", () => {
    expect(levels({ bot: ["chat:write", "users:read", "channels:history", "commands", "users:write"] })).toEqual([
      "slack:chat:write write",
      "slack:users:read read",
      "slack:channels:history read",
      "slack:commands read",
      "slack:users:write write",
    ]);
    expect(
      levels({
        user: ["admin", "admin.users:read", "auditlogs:read", "discovery:write"],
        user_optional: ["scim.x:read"],
      }),
    ).toEqual([
      "slack:user admin admin",
      "slack:user admin.users:read admin",
      "slack:user auditlogs:read admin",
      "slack:user discovery:write admin",
      "slack:user scim.x:read admin",
    ]);
    expect(levels({ bot: ["administrate:write", "xadmin:write", "read:write"] })).not.toContainEqual(
      expect.stringMatching(/ admin$/),
    );
  });

  it("tells user scopes, which act as the person who installs, from the bot's own", () => {
    const { facts } = collectText(slackManifest, "m.json", manifest({ bot: ["chat:write"], user: ["chat:write"] }));
    const grants = facts.filter(({ kind }) => kind === "grant");
    expect(grants.map(({ value }) => value["subject"])).toEqual([undefined, "installing user"]);
    expect(new Set(grants.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    '{"display_information": 1, "oauth_config": {"scopes": {"bot": {"__proto__": ["admin"]}, "user": [null, 3, {"a": 1}]}}}',
    '{"oauth_config": {"scopes": []}}',
    '{"oauth_config": {"scopes": {"bot": "chat:write"}}}',
    "",
  ])("stands what is no manifest: %s", (text) => {
    expect(() => collectText(slackManifest, "m.json", text)).not.toThrow();
  });

  it("takes time in proportion to what it reads", () => {
    expectCpuBelow(3000, () =>
      levels({ bot: Array.from({ length: 20_000 }, (_, index) => `${"a.".repeat(20)}x${index}:read`) }),
    );
  });
});
