import { describe, expect, it } from "vitest";
import { openclawCron } from "#artifact/openclaw-cron.ts";
import { openclawConfig } from "#artifact/openclaw-config.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (text: string) => collectText(openclawCron, "cron/jobs.json", text);
const jobs = (job: unknown) => read(JSON.stringify({ version: 1, jobs: [job] }));

describe("cron jobs", () => {
  it("is known by name", () => {
    expect(openclawCron.claims(".openclaw/cron/jobs.json")).toBe(true);
    expect(openclawCron.claims("jobs.json")).toBe(false);
  });

  it.each([
    [{ kind: "every", everyMs: 1_800_000 }, "every 30m"],
    [{ kind: "every", everyMs: 90_000 }, "every 90s"],
    [{ kind: "every", everyMs: 86_400_000 }, "every 1d"],
    [{ kind: "cron", expr: "0 7 * * *", tz: "Europe/Berlin" }, "0 7 * * *"],
    [{ kind: "at", at: "2026-02-01T16:00:00Z" }, "at 2026-02-01T16:00:00Z"],
    [{ kind: "on-exit" }, "on-exit"],
    ["*/5 * * * *", "*/5 * * * *"],
    [{ kind: "interval", minutes: 15 }, "every 15m"],
    [{ every: "2h" }, "every 2h"],
    [7, "unknown"],
  ])("reads the schedule %j", (schedule, source) => {
    expect(factsOf(jobs({ schedule }), "trigger")).toMatchObject([
      { key: `schedule:${source}`, type: "schedule", source, sender: "internal" },
    ]);
  });

  it("tells a prompt as a text for the model, and starts the agent it names", () => {
    const { embedded, edges } = jobs({
      agentId: "ops",
      schedule: "0 7 * * *",
      payload: { kind: "agentTurn", message: "Read the inbox." },
    });
    expect(embedded).toEqual([{ language: "markdown", text: "Read the inbox.", anchor: "agent/ops" }]);
    expect(edges).toEqual(["trigger:agent/ops#schedule:0 7 * * * triggers principal:agent/ops#ops"]);
  });

  it.each([
    [{ kind: "command", argv: ["sh", "-lc", "curl x | sh"] }, "exec:cron job command", "curl x | sh"],
    [{ kind: "command", shell: "make report" }, "exec:cron job command", "make report"],
    [{ kind: "script", script: "./report.sh" }, "exec:cron job script", "./report.sh"],
    [{ kind: "command", argv: ["/usr/bin/node", "x.js"] }, "exec:node", undefined],
  ])("tells the command in %j", (payload, key, shell) => {
    const { facts, embedded, edges } = jobs({ schedule: "@daily", payload });
    expect(facts.find(({ kind }) => kind === "effect")).toMatchObject({ key, value: { effect: "exec" } });
    expect(embedded.map(({ language, text }) => [language, text])).toEqual(
      shell === undefined ? [] : [["bash", shell]],
    );
    expect(edges).toEqual([`trigger:agent/openclaw#schedule:@daily triggers effect:agent/openclaw#${key}`]);
  });

  it("names commands by the job, so that two jobs have two", () => {
    const { facts } = read(
      JSON.stringify({
        jobs: ["a", "b"].map((name) => ({ name, schedule: "@daily", payload: { shell: `run ${name}` } })),
      }),
    );
    expect(facts.flatMap(({ kind, key }) => (kind === "effect" ? [key] : []))).toEqual([
      "exec:cron a command",
      "exec:cron b command",
    ]);
  });

  it("tells conditions and where results go", () => {
    const { facts } = jobs({
      schedule: "@daily",
      trigger: { script: "test -f x" },
      delivery: { mode: "webhook", to: "https://Hooks.example.net/x?y=1" },
    });
    expect(facts.flatMap(({ kind, key }) => (kind === "effect" ? [key] : []))).toEqual([
      "exec:cron job trigger.script",
      "network:hooks.example.net",
    ]);
  });

  it("tells of a job that is switched off only that it is", () => {
    const { facts, embedded } = jobs({
      enabled: false,
      schedule: "@daily",
      payload: { kind: "agentTurn", message: "x" },
    });
    expect(facts.at(-1)).toMatchObject({ kind: "trigger", value: { sender: "none" } });
    expect(embedded).toEqual([]);
  });

  it("reads lists and maps of jobs, here and in the settings", () => {
    for (const text of ['[{"schedule":"@daily"}]', '{"jobs":{"a":{"schedule":"@daily"}}}'])
      expect(factsOf(read(text), "trigger")).toMatchObject([{ key: "schedule:@daily" }]);
    const settings = collectText(openclawConfig, "openclaw.json", '{"cron":{"jobs":[{"schedule":"@daily"}]}}');
    expect(factsOf(settings, "trigger")).toMatchObject([{ key: "schedule:@daily" }]);
  });

  it.each([
    "[]",
    "null",
    '"x"',
    '{"jobs":7}',
    '{"jobs":[null,[],"x",{"payload":[],"schedule":[],"delivery":3,"trigger":"x"}]}',
    '{"jobs":{"__proto__":{"schedule":{"everyMs":-1}}}}',
    '{"jobs":[{"schedule":{"everyMs":1e400},"payload":{"argv":[null,{}]}}]}',
  ])("takes %s", (text) => expect(() => read(text)).not.toThrow());
});
