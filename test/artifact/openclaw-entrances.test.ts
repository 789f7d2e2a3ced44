import { describe, expect, it } from "vitest";
import { openclawConfig } from "#artifact/openclaw-config.ts";
import { collectText, type Collected } from "./collect.ts";

const read = (text: string): Collected => collectText(openclawConfig, "openclaw.json", text);
const triggersOf = (text: string) =>
  Object.fromEntries(read(text).facts.flatMap(({ kind, key, value }) => (kind === "trigger" ? [[key, value]] : [])));
const gatesOf = (text: string) =>
  Object.fromEntries(read(text).facts.flatMap(({ kind, key, value }) => (kind === "gate" ? [[key, value]] : [])));

describe("channels", () => {
  it.each([
    ['{channels:{discord:{dmPolicy:"open",allowFrom:["*"]}}}', { sender: "open" }],
    ['{channels:{discord:{dm:{policy:"open"}}}}', { sender: "open" }],
    ['{channels:{discord:{dmPolicy:"allowlist",allowFrom:["b","a"]}}}', { sender: "allowlist", senders: ["a", "b"] }],
    ['{channels:{discord:{dmPolicy:"allowlist",allowFrom:["*"]}}}', { sender: "open" }],
    ['{channels:{discord:{dmPolicy:"pairing",allowFrom:[42]}}}', { sender: "pairing", senders: ["42"] }],
    ['{channels:{discord:{dmPolicy:"disabled",allowFrom:["*"]}}}', { sender: "none" }],
    ["{channels:{discord:{}}}", { sender: "pairing" }],
    ['{channels:{discord:{enabled:false,dmPolicy:"open"}}}', { sender: "none" }],
    ['{discord:{dmPolicy:"open"}}', { sender: "open" }],
    ['{channels:{discord:{dmPolicy:"whatever"}}}', { sender: "pairing" }],
  ])("reads who may write in %s", (text, expected) => {
    expect(triggersOf(text)["chat:discord"]).toEqual({ type: "chat", source: "discord", ...expected });
  });

  it.each([
    ['{channels:{slack:{groupPolicy:"open"}}}', { sender: "open" }],
    ['{channels:{slack:{groupPolicy:"disabled"}}}', { sender: "none" }],
    [
      '{channels:{slack:{groupAllowFrom:["u1"],groups:{"*":{},g1:{}}}}}',
      { sender: "allowlist", senders: ["group:*", "group:g1", "u1"] },
    ],
    ['{channels:{slack:{groupAllowFrom:["*"]}}}', { sender: "open" }],
    ['{channels:{defaults:{groupPolicy:"open"},slack:{}}}', { sender: "open" }],
    ['{channels:{defaults:{groupPolicy:"open"},slack:{groupPolicy:"allowlist"}}}', { sender: "allowlist" }],
    ["{channels:{slack:{}}}", { sender: "allowlist" }],
  ])("reads groups in %s", (text, expected) => {
    expect(triggersOf(text)["chat:slack groups"]).toEqual({ type: "chat", source: "slack groups", ...expected });
  });

  it("marks what nobody wrote as the default", () => {
    const { facts } = read('{channels:{signal:{groupPolicy:"allowlist"}}}');
    expect(facts.find(({ key }) => key === "chat:signal")).toMatchObject({ origin: "default", at: "signal" });
    expect(facts.find(({ key }) => key === "chat:signal groups")).toMatchObject({
      origin: "config",
      at: '"allowlist"',
    });
  });

  it("reads accounts, which inherit from their channel", () => {
    const triggers = triggersOf(
      '{channels:{telegram:{dmPolicy:"open",accounts:{default:{},alerts:{dmPolicy:"disabled"},work:{}}}}}',
    );
    expect(triggers["chat:telegram"]).toMatchObject({ sender: "open" });
    expect(triggers["chat:telegram/alerts"]).toMatchObject({ sender: "none" });
    expect(triggers["chat:telegram/work"]).toMatchObject({ sender: "open" });
    const closed = triggersOf("{channels:{telegram:{enabled:false,accounts:{a:{},b:{enabled:true}}}}}");
    expect(closed["chat:telegram/a"]).toMatchObject({ sender: "none" });
    expect(closed["chat:telegram/b"]).toMatchObject({ sender: "pairing" });
  });

  it("tells the list of a channel with accounts once, of the channel", () => {
    const triggers = triggersOf(
      '{channels:{line:{dmPolicy:"allowlist",allowFrom:["a"],accounts:{x:{},y:{allowFrom:["b"]}}}}}',
    );
    expect(triggers["chat:line"]).toMatchObject({ senders: ["a"] });
    expect(triggers["chat:line/x"]).toEqual({ type: "chat", source: "line/x", sender: "allowlist" });
    expect(triggers["chat:line/y"]).toMatchObject({ senders: ["b"] });
  });

  it("gives a moved default account the same facts", () => {
    const root = triggersOf('{channels:{signal:{dmPolicy:"open"}}}');
    const moved = triggersOf('{channels:{signal:{accounts:{default:{dmPolicy:"open"}}}}}');
    expect(moved).toEqual(root);
  });

  it("tells bots, actions, approvers and writes to the settings", () => {
    const { facts } = read(
      '{channels:{discord:{allowBots:true,configWrites:true,actions:{roles:true,reactions:true,pins:false},execApprovals:{enabled:true,approvers:["7"]}}}}',
    );
    const told = Object.fromEntries(facts.map(({ kind, key, value }) => [`${kind} ${key}`, value]));
    expect(told["trigger agent-message:discord bots"]).toMatchObject({ sender: "open" });
    expect(told["grant discord:roles"]).toMatchObject({ level: "admin" });
    expect(told["grant discord:reactions"]).toMatchObject({ level: "write" });
    expect(told["grant discord:pins"]).toBeUndefined();
    expect(told["gate channels.discord.execApprovals"]).toMatchObject({ verdict: "human", covers: "exec" });
    expect(told["effect self-modify:permissions"]).toMatchObject({ detail: "configWrites" });
    expect(
      gatesOf('{channels:{discord:{execApprovals:{approvers:["*"]}}}}')["channels.discord.execApprovals"],
    ).toMatchObject({ verdict: "auto", covers: "approvals" });
  });

  it("leads messages to the agent that is bound to them", () => {
    const { edges } = read(
      '{agents:{list:[{id:"home"},{id:"work"}]},channels:{telegram:{accounts:{biz:{},own:{}}}},bindings:[{agentId:"work",match:{channel:"telegram",accountId:"biz"}},{agentId:"home",match:{channel:"telegram"}},{agentId:"ghost",match:{channel:"telegram"}}]}',
    );
    expect(edges).toContain("trigger:agent/openclaw#chat:telegram/biz triggers principal:agent/work#work");
    expect(edges).not.toContain("trigger:agent/openclaw#chat:telegram/own triggers principal:agent/work#work");
    expect(edges).toContain("trigger:agent/openclaw#chat:telegram/own triggers principal:agent/home#home");
    expect(edges.join("\n")).not.toContain("ghost");
  });

  it("passes over what is no channel", () => {
    expect(
      Object.keys(triggersOf('{channels:{defaults:{groupPolicy:"open"},modelByChannel:{slack:{}},x:"y"}}')),
    ).toEqual([]);
  });
});

describe("gateway", () => {
  it.each([
    ['{gateway:{auth:{mode:"none"}}}', "auto", "internal"],
    ['{gateway:{bind:"lan",auth:{mode:"none"}}}', "auto", "open"],
    ['{gateway:{bind:"127.0.0.1",auth:{mode:"none"}}}', "auto", "internal"],
    ['{gateway:{bind:"lan",auth:{mode:"token"}}}', "policy", "allowlist"],
    ['{gateway:{bind:"lan"}}', "policy", "allowlist"],
    ['{gateway:{auth:{mode:"trusted-proxy",trustedProxy:{allowUsers:["b@x","a@x"]}}}}', "policy", "allowlist"],
  ])("reads %s", (text, verdict, sender) => {
    expect(gatesOf(text)["gateway.auth.mode"]).toMatchObject({ verdict, covers: "auth" });
    expect(triggersOf(text)["http:gateway"]).toMatchObject({ type: "http", sender });
  });

  it("tells nothing of a gateway that is not written", () => {
    expect(triggersOf("{}")).toEqual({});
    expect(triggersOf("{gateway:[1]}")).toEqual({});
  });

  it("tells users, funnels, endpoints, origins, devices and operators", () => {
    const text =
      '{gateway:{bind:"tailnet",tailscale:{mode:"funnel"},auth:{identityScopes:{"a@x":["operator.admin"]}},controlUi:{allowedOrigins:["*"]},nodes:{allowCommands:["system.run"],pairing:{autoApproveCidrs:["0.0.0.0/0"]}},http:{endpoints:{chatCompletions:{enabled:true},responses:{enabled:false}}},tools:{allow:["gateway"]},terminal:{enabled:true}}}';
    expect(triggersOf(text)).toMatchObject({
      "http:tailscale funnel": { sender: "allowlist" },
      "http:gateway chatCompletions": { sender: "allowlist" },
    });
    expect(triggersOf(text)["http:gateway responses"]).toBeUndefined();
    expect(gatesOf(text)).toMatchObject({
      "gateway.controlUi.allowedOrigins": { verdict: "auto", covers: "auth" },
      "gateway.nodes.pairing.autoApproveCidrs 0.0.0.0/0": { verdict: "auto", covers: "auth" },
    });
    const grants = read(text).facts.flatMap(({ kind, key, value }) =>
      kind === "grant" ? [[key, value] as const] : [],
    );
    expect(Object.fromEntries(grants)).toMatchObject({
      "network:gateway tailnet": { actions: ["listen"] },
      "node:system.run": { level: "admin" },
      "openclaw:a@x": { level: "admin", subject: "a@x" },
      "tool:gateway": { conditioned: true },
    });
  });
});

describe("webhooks", () => {
  it.each([
    ['{hooks:{enabled:true,token:"${HOOKS}"}}', "allowlist"],
    ["{hooks:{enabled:true}}", "open"],
    ['{hooks:{enabled:true,token:""}}', "open"],
  ])("reads who may call in %s", (text, sender) => {
    expect(triggersOf(text)["webhook:hooks"]).toEqual({ type: "webhook", source: "hooks", sender });
  });

  it("tells nothing of webhooks that are not switched on", () => {
    expect(triggersOf('{hooks:{token:"x",mappings:[{id:"a"}]}}')).toEqual({});
  });

  it("tells mappings, mail, transforms, and the agents they lead to", () => {
    const text =
      '{agents:{list:[{id:"a"}]},hooks:{enabled:true,token:"x",allowedAgentIds:["a","gone"],presets:["gmail"],mappings:[{match:{path:"github"},agentId:"a",transform:{module:"./t.js"}}],allowRequestSessionKey:true}}';
    const { edges, facts } = read(text);
    expect(triggersOf(text)).toMatchObject({
      "webhook:hooks github": { sender: "allowlist" },
      "webhook:hooks gmail": { sender: "open" },
    });
    expect(edges).toContain("trigger:agent/openclaw#webhook:hooks triggers principal:agent/a#a");
    expect(edges).toContain("trigger:agent/openclaw#webhook:hooks github triggers principal:agent/a#a");
    expect(edges).not.toContain("trigger:agent/openclaw#webhook:hooks triggers principal:agent/openclaw#openclaw");
    expect(facts.find(({ key }) => key === "exec:hooks github transform")?.value).toMatchObject({ detail: "./t.js" });
    expect(gatesOf(text)["hooks.allowRequestSessionKey"]).toMatchObject({ verdict: "auto", covers: "auth" });
    expect(
      gatesOf('{hooks:{enabled:true,allowRequestSessionKey:true,allowedSessionKeyPrefixes:["hook:"]}}')[
        "hooks.allowRequestSessionKey"
      ],
    ).toBeUndefined();
  });

  it("tells hooks that run inside of the gateway", () => {
    const { facts } = read(
      '{hooks:{internal:{entries:{"session-memory":{enabled:true},off:{enabled:false}},load:{extraDirs:["~/h"]}}}}',
    );
    expect(facts.flatMap(({ kind, key }) => (kind === "effect" && key.includes("hook") ? [key] : []))).toEqual([
      "exec:hook session-memory",
      "exec:hooks of ~/h",
    ]);
  });

  it("tells who may telephone", () => {
    expect(
      triggersOf('{plugins:{entries:{"voice-call":{config:{inboundPolicy:"open"}}}}}')["voice:voice-call"],
    ).toMatchObject({ type: "voice", sender: "open" });
  });
});
