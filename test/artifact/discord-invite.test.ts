import { describe, expect, it } from "vitest";
import { discordInvite } from "#artifact/discord-invite.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, documentOf } from "./collect.ts";

const link = (query: string) => `https://discord.com/oauth2/authorize?${query}`;
const read = (text: string) => collectText(discordInvite, "README.md", text).facts;

describe("discord-invite", () => {
  it("is known by an address that invites", () => {
    const known = (text: string) => discordInvite.recognises!(documentOf("README.md", text));
    expect(known(`[invite](${link("client_id=1&permissions=8")})`)).toBe(true);
    expect(known("https://canary.discord.com/api/oauth2/authorize?client_id=1")).toBe(true);
    expect(known("see discord.com/oauth2/authorize")).toBe(false);
    expect(known("https://evil-discord.com/oauth2/authorize?x=1")).toBe(false);
  });

  it("tells what the bot asks for, where it is written", () => {
    const address = link("client_id=42&scope=bot+applications.commands&permissions=8");
    expect(read(`Invite it: <${address}>.`)).toEqual([
      {
        id: "grant:app/42#discord:bot",
        kind: "grant",
        anchor: "app/42",
        key: "discord:bot",
        value: {
          system: "discord",
          actions: ["ADMINISTRATOR"],
          subject: "bot",
          decision: "hardcoded",
          level: "admin",
          wildcard: true,
        },
        confidence: "high",
        origin: "config",
        at: address,
      },
    ]);
  });

  it.each([
    ["permissions=3072", "write", ["SEND_MESSAGES", "VIEW_CHANNEL"]],
    ["permissions=268435456", "grant", ["MANAGE_ROLES"]],
    ["permissions=0", "read", ["permissions 0"]],
    ["permissions=8&amp;scope=bot", "admin", ["ADMINISTRATOR"]],
    ["permissions=1", "write", ["permissions 1"]],
  ])("%s: %s", (query, level, actions) => {
    expect(read(link(`client_id=1&${query}`))[0]!.value).toMatchObject({ level, actions });
  });

  it.each([
    "client_id=1",
    "permissions=x",
    "permissions=-8",
    "permissions=8&scope=identify",
    `permissions=${"9".repeat(40)}`,
  ])("says nothing of %s", (query) => {
    expect(read(link(query))).toEqual([]);
  });

  it("costs time in proportion", () => {
    expectCpuBelow(2000, () =>
      read(`${link("a=".repeat(200_000))} ${"https://discord.com/oauth2/authorize? ".repeat(20_000)}`),
    );
  });
});
