import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openclawConfig } from "#artifact/openclaw-config.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, documentOf, factsOf, type Collected } from "./collect.ts";

const read = (text: string): Collected => collectText(openclawConfig, "openclaw.json", text);
const gatesOf = (text: string) =>
  Object.fromEntries(read(text).facts.flatMap(({ kind, key, value }) => (kind === "gate" ? [[key, value]] : [])));
const valuesOf = (text: string, kind: Parameters<typeof factsOf>[1]) =>
  Object.fromEntries(read(text).facts.flatMap((fact) => (fact.kind === kind ? [[fact.key, fact.value]] : [])));

describe("recognition", () => {
  it.each(["openclaw.json", ".openclaw/openclaw.json", "deploy/clawdbot.json", "home/.moltbot/moltbot.json"])(
    "claims %s",
    (path) => expect(openclawConfig.claims(path)).toBe(true),
  );
  it.each(["openclaw.json.bak", "my-openclaw.json", "openclaw.plugin.json"])("does not claim %s", (path) =>
    expect(openclawConfig.claims(path)).toBe(false),
  );
  it.each([
    ['{"channels":{"discord":{}},"gateway":{"bind":"lan"}}', true],
    ['{"agents":{"list":[{"id":"a"}]},"tools":{"exec":{"mode":"full"}}}', true],
    ['{"agents":{"entries":{"a":{}}},"skills":{"workshop":{}}}', true],
    ['{"channels":{"discord":{}}}', false],
    ['{"gateway":"10.0.0.1","channels":["a"]}', false],
    ['["channels","gateway"]', false],
  ])("recognises %s as %s", (text, expected) => {
    expect(openclawConfig.recognises?.(documentOf("config.json", text, "json"))).toBe(expected);
  });
});

describe("agents", () => {
  it("tells the defaults and each named agent, in either notation", () => {
    const list = read('{"agents":{"list":[{"id":"ops","model":"x/y"}]}}');
    const entries = read('{"agents":{"entries":{"ops":{"model":{"primary":"x/y"}}}}}');
    for (const collected of [list, entries]) {
      expect(factsOf(collected, "principal")).toEqual([
        { anchor: "agent/openclaw", key: "openclaw", type: "agent", product: "openclaw" },
        { anchor: "agent/ops", key: "ops", type: "agent", product: "openclaw", model: "x/y" },
      ]);
      expect(collected.edges).toContain("principal:agent/openclaw#openclaw delegates-to principal:agent/ops#ops");
    }
  });

  it("tells heartbeats, and those switched off", () => {
    expect(valuesOf('{agents:{defaults:{heartbeat:{every:"15m",prompt:"Check mail."}}}}', "trigger")).toEqual({
      "schedule:every 15m": { type: "schedule", source: "every 15m", sender: "internal" },
    });
    expect(valuesOf('{agents:{defaults:{heartbeat:{every:"0m"}}}}', "trigger")).toEqual({
      "schedule:every 0m": { type: "schedule", source: "every 0m", sender: "none" },
    });
    expect(read('{agents:{defaults:{heartbeat:{every:"15m",prompt:"Check mail."}}}}').embedded).toEqual([
      { language: "markdown", text: "Check mail.", anchor: "agent/openclaw" },
    ]);
  });

  it("tells which agents an agent may start", () => {
    const { facts } = read('{agents:{list:[{id:"a",subagents:{allowAgents:["b","*"]}}]}}');
    expect(facts.filter(({ kind, anchor }) => kind === "grant" && anchor === "agent/a")).toMatchObject([
      { key: "agents:b", value: { system: "agents", level: "write" } },
      { key: "agents:*", value: { wildcard: true } },
    ]);
  });

  it("tells which of them have the tools of all agents", () => {
    const tools = factsOf(
      read(
        '{agents:{list:[{id:"main",subagents:{allowAgents:["a","b","c"]}},{id:"a"},{id:"b",tools:{profile:"minimal"}},{id:"c",tools:{deny:["exec"]}},{id:"d"}]}}',
      ),
      "principal",
    ).map(({ key, tools: given }) => [key, given]);
    expect(tools).toEqual([
      ["openclaw", undefined],
      ["main", undefined],
      ["a", "inherit"],
      ["b", "listed"],
      ["c", undefined],
      ["d", undefined],
    ]);
  });

  it("tells flags with which other agent programs drop their approvals", () => {
    const gates = gatesOf(
      '{agents:{defaults:{cliBackends:{"claude-cli":{command:"claude",args:["-p","--dangerously-skip-permissions"]}}}}}',
    );
    expect(gates["cliBackends.claude-cli.args"]).toMatchObject({ verdict: "auto", covers: "*" });
  });
});

describe("approval of commands", () => {
  it.each([
    ['{tools:{exec:{mode:"full"}}}', "tools.exec.mode", "auto"],
    ['{tools:{exec:{mode:"ask"}}}', "tools.exec.mode", "human"],
    ['{tools:{exec:{mode:"allowlist"}}}', "tools.exec.mode", "allowlist"],
    ['{tools:{exec:{mode:"deny"}}}', "tools.exec.mode", "policy"],
    ['{tools:{exec:{security:"full",ask:"off"}}}', "tools.exec.security", "auto"],
    ['{tools:{exec:{security:"full",ask:"always"}}}', "tools.exec.security", "human"],
    ['{tools:{exec:{security:"allowlist",ask:"on-miss"}}}', "tools.exec.security", "human"],
    ['{tools:{exec:{security:"allowlist",ask:"off"}}}', "tools.exec.security", "allowlist"],
    ['{tools:{exec:{security:"deny"}}}', "tools.exec.security", "policy"],
    ['{tools:{exec:{mode:"no such mode"}}}', "tools.exec.mode", "auto"],
  ])("reads %s", (text, key, verdict) => {
    expect(gatesOf(text)[key]).toMatchObject({ verdict, covers: "exec" });
  });

  it("tells the documented default where nothing is written, once for all agents", () => {
    const { facts } = read('{agents:{list:[{id:"a"}]}}');
    const gates = facts.filter(({ kind, key }) => kind === "gate" && key === "tools.exec.mode");
    expect(gates).toMatchObject([
      { anchor: "agent/openclaw", origin: "default", value: { verdict: "auto", setting: "tools.exec.mode full" } },
    ]);
  });

  it("tells who may leave the sandbox", () => {
    const gates = gatesOf('{tools:{elevated:{allowFrom:{discord:["*"],telegram:["42"],slack:[]}}}}');
    expect(gates["tools.elevated.allowFrom.discord"]).toMatchObject({ verdict: "auto", covers: "exec" });
    expect(gates["tools.elevated.allowFrom.telegram"]).toMatchObject({ verdict: "allowlist" });
    expect(gates["tools.elevated.allowFrom.slack"]).toBeUndefined();
    expect(gatesOf('{tools:{elevated:{enabled:false,allowFrom:{discord:["*"]}}}}')).not.toHaveProperty([
      "tools.elevated.allowFrom.discord",
    ]);
  });

  it("tells interpreters among the safe programs", () => {
    expect(valuesOf('{tools:{exec:{safeBins:["cut","bash"]}}}', "grant")).toMatchObject({
      "shell:cut": { system: "shell", level: "write" },
      "shell:bash": { system: "shell", level: "admin", wildcard: true },
    });
  });
});

describe("tools", () => {
  it("tells grants by what tools and groups reach", () => {
    const collected = read('{tools:{profile:"messaging",alsoAllow:["group:automation","docs__search"],deny:["exec"]}}');
    expect(collected.facts.filter(({ kind }) => kind === "grant").map(({ key }) => key)).toEqual([
      "tool:group:automation",
      "mcp:docs__search",
      "tool:profile messaging",
    ]);
    expect(collected.edges).toContain(
      "grant:agent/openclaw#tool:group:automation reaches effect:agent/openclaw#self-modify:schedule",
    );
    expect(collected.facts.find(({ kind, key }) => kind === "gate" && key === "tools.deny exec")?.value).toMatchObject({
      verdict: "policy",
      covers: "exec",
    });
  });

  it("tells that everything is given where no profile is written", () => {
    const grant = read("{channels:{}}").facts.find(({ key }) => key === "tool:profile full");
    expect(grant).toMatchObject({ origin: "default", value: { wildcard: true } });
    expect(read('{tools:{allow:["read"]}}').facts.find(({ key }) => key === "tool:profile full")).toBeUndefined();
  });

  it("tells what reaches beyond the workspace and other agents", () => {
    const grants = valuesOf(
      '{tools:{fs:{workspaceOnly:false},agentToAgent:{enabled:true,allow:["ops"]},sessions:{visibility:"all"}}}',
      "grant",
    );
    expect(grants).toMatchObject({
      "filesystem:*": { wildcard: true, level: "write" },
      "agents:ops": { system: "agents" },
      "agents:sessions:all": { level: "read", wildcard: true },
    });
  });

  it("tells programs that media are handed to", () => {
    const effects = valuesOf('{tools:{media:{audio:{models:[{type:"cli",command:"sh",args:["-c","x"]}]}}}}', "effect");
    expect(effects["exec:media audio"]).toMatchObject({ effect: "exec", detail: "sh -c x" });
  });
});

describe("isolation", () => {
  it("tells modes, mounts, networks and profiles", () => {
    const text =
      '{agents:{defaults:{sandbox:{mode:"non-main",workspaceAccess:"rw",docker:{network:"host",seccompProfile:"unconfined",binds:["/var/run/docker.sock:/var/run/docker.sock","/srv/data:/data:ro"],setupCommand:"apt-get install -y curl"}}}}}';
    expect(gatesOf(text)).toMatchObject({
      "sandbox.mode": { verdict: "policy", covers: "sandbox", setting: "sandbox.mode non-main" },
      "sandbox.docker.network": { verdict: "auto", covers: "sandbox" },
      "sandbox.docker.seccompProfile": { verdict: "auto", covers: "sandbox" },
    });
    expect(valuesOf(text, "grant")).toMatchObject({
      "filesystem:/var/run/docker.sock": { level: "admin", wildcard: true },
      "filesystem:/srv/data": { level: "read", actions: ["read"] },
      "network:host": { wildcard: true },
    });
    expect(read(text).embedded).toEqual([
      { language: "bash", text: "apt-get install -y curl", anchor: "agent/openclaw" },
    ]);
  });

  it("tells that nothing is isolated by default", () => {
    const gate = read("{}").facts.find(({ key }) => key === "sandbox.mode");
    expect(gate).toMatchObject({ origin: "default", value: { verdict: "auto", covers: "sandbox" } });
  });
});

describe("credentials", () => {
  it("tells literals by their path, references by what they refer to", () => {
    const credentials = valuesOf(
      `{channels:{discord:{token:"made-up"},telegram:{botToken:"\${TELEGRAM_TOKEN}"},slack:{appToken:{source:"env",provider:"default",id:"SLACK_APP"}}},
        gateway:{auth:{token:{source:"exec",provider:"vault",id:"gateway/token"}}},
        models:{providers:{openai:{apiKey:{source:"file",provider:"main",id:"/openai"}}}},
        skills:{entries:{images:{env:{GEMINI_API_KEY:"x"},apiKey:""}}}}`,
      "credential",
    );
    expect(credentials).toEqual({
      "literal:channels.discord.token": expect.objectContaining({ issuer: "discord", authority: "agent" }),
      "env:TELEGRAM_TOKEN": expect.objectContaining({ source: "env", issuer: "telegram" }),
      "env:SLACK_APP": expect.objectContaining({ source: "env", issuer: "slack" }),
      "command:vault:gateway/token": expect.objectContaining({ source: "command", authority: "service" }),
      "file:main:/openai": expect.objectContaining({ source: "file", issuer: "openai" }),
      "literal:GEMINI_API_KEY": expect.objectContaining({ source: "literal", issuer: "google" }),
    });
  });

  it("never tells a value", () => {
    const secret = ["xoxb", "0000", "made", "up"].join("-");
    const told = JSON.stringify(read(`{channels:{slack:{botToken:"${secret}"}}}`).facts.map((fact) => fact.value));
    expect(told).not.toContain(secret);
  });

  it("passes over what only sounds like a credential", () => {
    const credentials = valuesOf(
      '{hooks:{defaultSessionKey:"a",mappings:[{sessionKey:"b"}]},models:{maxTokens:"3"},gateway:{auth:{token:"__OPENCLAW_REDACTED__"}},plugins:{entries:{x:{configSchema:{properties:{apiKey:"string"}}}}}}',
      "credential",
    );
    expect(credentials).toEqual({});
  });

  it("tells the credentials of an agent of that agent, and those of servers of the server", () => {
    const { facts } = read(
      '{agents:{list:[{id:"a",tools:{web:{apiKey:"x"}}}]},mcp:{servers:{gh:{command:"npx",args:["srv"],env:{GITHUB_TOKEN:"${GH}"}}}}}',
    );
    expect(facts.flatMap(({ kind, id }) => (kind === "credential" ? [id] : []))).toEqual([
      "credential:agent/a#literal:tools.web.apiKey",
      "credential:server/gh#env:GH",
    ]);
  });

  it("tells that the shell of the person who owns the host is read", () => {
    expect(valuesOf("{env:{shellEnv:{enabled:true}}}", "credential")).toMatchObject({
      "env:*": { authority: "human-session" },
    });
  });
});

describe("gates beyond commands", () => {
  it.each([
    ["{skills:{workshop:{}}}", "auto", "auto", "default"],
    ['{skills:{workshop:{autonomous:{mode:"auto"},approvalPolicy:"auto"}}}', "auto", "auto", "config"],
    ['{skills:{workshop:{autonomous:{mode:"propose"},approvalPolicy:"pending"}}}', "human", "human", "config"],
    ['{skills:{workshop:{autonomous:{enabled:false},approvalPolicy:"pending"}}}', "human", "human", "config"],
    ['{tools:{alsoAllow:["skill_workshop"]}}', "auto", "auto", "default"],
  ])("reads the workshop of %s", (text, mode, policy, origin) => {
    const facts = read(text).facts.filter(({ kind, key }) => kind === "gate" && key.startsWith("skills.workshop"));
    expect(facts).toMatchObject([
      { key: "skills.workshop.autonomous.mode", origin, value: { verdict: mode, covers: "skills" } },
      { key: "skills.workshop.approvalPolicy", origin, value: { verdict: policy, covers: "skills" } },
    ]);
  });

  it("says nothing of a workshop that nobody mentions", () => {
    expect(Object.keys(gatesOf("{skills:{entries:{}}}")).filter((key) => key.startsWith("skills"))).toEqual([]);
  });

  it("tells chat commands, and whether a list restricts them", () => {
    expect(gatesOf("{commands:{bash:true,config:true,restart:true}}")).toMatchObject({
      "commands.bash": { verdict: "auto", covers: "exec" },
      "commands.config": { verdict: "auto", covers: "guardrails" },
    });
    expect(gatesOf('{commands:{bash:true,ownerAllowFrom:["42"]}}')["commands.bash"]).toMatchObject({
      verdict: "allowlist",
    });
    expect(gatesOf('{commands:{bash:true,allowFrom:{"*":["*"]}}}')["commands.bash"]).toMatchObject({ verdict: "auto" });
  });

  it.each([
    [
      "{gateway:{controlUi:{dangerouslyDisableDeviceAuth:true}}}",
      "gateway.controlUi.dangerouslyDisableDeviceAuth",
      "auth",
    ],
    ["{gateway:{controlUi:{allowInsecureAuth:true}}}", "gateway.controlUi.allowInsecureAuth", "auth"],
    ["{hooks:{gmail:{allowUnsafeExternalContent:true}}}", "hooks.gmail.allowUnsafeExternalContent", "guardrails"],
    [
      '{hooks:{mappings:[{id:"m",allowUnsafeExternalContent:true}]}}',
      "hooks.mappings.m.allowUnsafeExternalContent",
      "guardrails",
    ],
    [
      "{agents:{defaults:{sandbox:{docker:{dangerouslyAllowExternalBindSources:true}}}}}",
      "agents.defaults.sandbox.docker.dangerouslyAllowExternalBindSources",
      "sandbox",
    ],
    ["{channels:{slack:{dangerouslyAllowNameMatching:true}}}", "channels.slack.dangerouslyAllowNameMatching", "auth"],
  ])("tells the switch in %s", (text, key, covers) => {
    expect(gatesOf(text)[key]).toMatchObject({ verdict: "auto", covers });
    expect(gatesOf(text.replaceAll("true", "false"))[key]).toBeUndefined();
  });

  it("tells plugins: harness, admission, packages", () => {
    const text =
      '{plugins:{load:{paths:["./x"]},entries:{acpx:{config:{permissionMode:"approve-all"}},mem:{hooks:{allowPromptInjection:true}}},installs:{voice:{source:"npm",spec:"@a/voice@1.2.3"},mem:{source:"npm",spec:"mem"}}}}';
    expect(gatesOf(text)).toMatchObject({
      "plugins.entries.acpx.config.permissionMode": { verdict: "auto", covers: "*" },
      "plugins.entries.mem.hooks.allowPromptInjection": { verdict: "auto", covers: "guardrails" },
      "plugins.allow": { verdict: "auto", covers: "plugins" },
    });
    expect(factsOf(read(text), "principal").slice(1)).toMatchObject([
      { anchor: "plugin/voice", package: "@a/voice", version: "1.2.3", pinned: true },
      { anchor: "plugin/mem", package: "mem", pinned: false },
    ]);
  });

  it("tells files that the settings continue in", () => {
    const opaque = read('{$include:["./a.json5"],agents:{list:{$include:"./agents.json5"}}}').facts.filter(
      ({ kind }) => kind === "opaque",
    );
    expect(opaque.map(({ key }) => key)).toEqual(["include:./a.json5", "include:./agents.json5"]);
  });

  it("tells servers, whose sign-in they use, and whether certificates are checked", () => {
    const collected = read(
      '{mcp:{servers:{outlook:{url:"https://mcp.example.com/x",sslVerify:false,oauth:{identity:"shared"},codex:{defaultToolsApprovalMode:"approve"}}}}}',
    );
    expect(factsOf(collected, "principal")[1]).toMatchObject({ anchor: "server/outlook", host: "mcp.example.com" });
    expect(factsOf(collected, "credential")).toMatchObject([{ anchor: "server/outlook", authority: "service" }]);
    expect(factsOf(collected, "gate").filter(({ key }) => String(key).startsWith("mcp"))).toMatchObject([
      { covers: "network" },
      { covers: "mcp:outlook/*" },
    ]);
  });
});

describe("hostile shapes", () => {
  const wrong = ["[]", "{}", "null", "1", '"x"', "true", "[[1]]", '[{"a":1}]', '{"__proto__":{"a":1}}', '{"1":[2]}'];
  const keys = [
    "agents",
    "agent",
    "channels",
    "gateway",
    "tools",
    "skills",
    "hooks",
    "commands",
    "plugins",
    "mcp",
    "cron",
    "bindings",
    "secrets",
    "env",
    "$include",
    "discord",
  ];
  it.each(keys)("takes anything under %s", (key) => {
    for (const value of wrong) expect(() => read(`{"${key}":${value}}`)).not.toThrow();
  });

  it("takes anything anywhere", () => {
    const names = fc.constantFrom(
      ...keys,
      "defaults",
      "list",
      "entries",
      "exec",
      "accounts",
      "allowFrom",
      "groups",
      "auth",
      "mode",
      "token",
      "docker",
      "binds",
      "mappings",
      "nodes",
      "pairing",
      "heartbeat",
      "id",
      "enabled",
      "__proto__",
      "constructor",
      "*",
    );
    const scalars = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string(), fc.constantFrom("*", "open"));
    const tree = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 5 }, scalars, fc.array(tie("any"), { maxLength: 3 }), tie("map")),
      map: fc
        .array(fc.tuple(names, tie("any")), { maxLength: 5 })
        .map((pairs) => pairs.map(([name, value]) => ({ name, value }))),
    }));
    const written = (value: unknown): string => {
      if (!Array.isArray(value)) return JSON.stringify(value) ?? "null";
      const pairs = value as { name: string; value: unknown }[];
      return pairs.every((pair) => pair !== null && typeof pair === "object" && "name" in pair)
        ? `{${pairs.map((pair) => `${JSON.stringify(pair.name)}:${written(pair.value)}`).join(",")}}`
        : `[${value.map(written).join(",")}]`;
    };
    fc.assert(
      fc.property(tree.map, (value) => void read(written(value))),
      { numRuns: 300 },
    );
  });

  it("reads ten thousand channels, accounts, agents and rules in time that their number explains", () => {
    const many = (make: (index: number) => string) =>
      Array.from({ length: 10_000 }, (_, index) => make(index)).join(",");
    const texts = [
      `{"channels":{${many((index) => `"c${index}":{"dmPolicy":"open","token":"x"}`)}}}`,
      `{"channels":{"telegram":{"allowFrom":[${many(String)}],"groups":{${many((index) => `"${index}":{}`)}},"accounts":{${many((index) => `"a${index}":{}`)}}}}}`,
      `{"agents":{"list":[${many((index) => `{"id":"a${index}"}`)}]},"bindings":[${many((index) => `{"agentId":"a${index}","match":{"channel":"telegram"}}`)}],"channels":{"telegram":{}}}`,
      `{"tools":{"allow":[${many((index) => `"t${index}"`)}]},"plugins":{"installs":{${many((index) => `"p${index}":{"spec":"p"}`)}}}}`,
    ];
    for (const text of texts) {
      expectCpuBelow(6000, () => read(text));
    }
  });
});
