import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "#model/finding.ts";
import { compareText } from "#model/location.ts";
import { scanFolder } from "./tree.ts";

/** What a rule must say of the bad tree of a story, and must not of its twin. */
interface Point {
  readonly rule: string;
  /** `path:line`. */
  readonly at: string;
  /** The files that the flow leads through, in order; absent where the rule follows no values. */
  readonly through?: readonly string[];
  /** Places that the finding names beside its way. */
  readonly beside?: readonly string[];
}

/** A folder of `fixtures/stories` → what it tells. */
const stories: Readonly<Record<string, readonly Point[]>> = {
  "voice-deploy": [
    {
      rule: "voice-transcript-to-privileged-sink",
      at: "src/release.ts:7",
      through: ["src/speech.ts", "src/bot.ts", "src/order.ts", "src/bot.ts", "src/release.ts"],
    },
  ],
  "support-identities": [
    {
      rule: "blended-identity-in-flow",
      at: "helpdesk/crm.py:13",
      // What is read under the person's token, and beside it the service's credential.
      through: ["helpdesk/bot.py", "helpdesk/drive.py", "helpdesk/bot.py", "helpdesk/crm.py"],
      beside: ["helpdesk/crm.py:7"],
    },
  ],
  "self-editing": [
    {
      rule: "agent-writes-skill-or-instructions",
      at: "triage/habits.py:7",
      through: ["triage/server.py", "triage/habits.py"],
    },
    { rule: "agent-writes-own-permissions", at: "triage/rights.py:10", through: ["triage/rights.py"] },
    { rule: "agent-schedules-itself", at: "triage/clock.py:7" },
  ],
  "sso-first-login": [
    {
      rule: "jit-provisioning-privileged-default",
      at: "src/accounts.ts:6",
      through: ["src/google.ts", "src/callback.ts", "src/accounts.ts"],
    },
  ],
  "minted-key": [
    { rule: "agent-mints-agent-identity", at: "src/delegate.ts:8", through: ["src/keys.ts", "src/delegate.ts"] },
    { rule: "agent-mints-agent-identity", at: "src/keys.ts:6", through: ["src/server.ts", "src/keys.ts"] },
  ],
  "hosted-mcp": [
    {
      rule: "mcp-token-passthrough",
      at: "shipments/upstream.py:11",
      through: ["shipments/caller.py", "shipments/upstream.py"],
    },
  ],
  "wrong-issuer": [
    { rule: "scope-interpretation-ambiguous", at: "src/routes.ts:9", through: ["src/caller.ts", "src/routes.ts"] },
  ],
  "relayed-wishes": [
    {
      rule: "chained-tools-elevate",
      at: "src/groups.ts:8",
      through: ["src/page.ts", "src/weekly.ts", "src/wishes.ts", "src/weekly.ts", "src/groups.ts"],
    },
  ],
  "harmless-tools": [{ rule: "toolset-compounds-privilege", at: ".mcp.json:1" }],
};

const folder = "fixtures/stories";

async function saidOf(tree: string, rule: string): Promise<readonly Finding[]> {
  const { findings, problems } = await scanFolder(join(folder, tree));
  expect(problems.filter(({ partial }) => partial)).toEqual([]);
  return findings.filter(({ ruleId }) => ruleId === rule);
}

/** All places at which a rule must speak in a story. */
function placesOf(story: string, rule: string): string[] {
  return (stories[story] ?? []).filter((point) => point.rule === rule).map(({ at }) => at);
}

const placeOf = ({ path, region }: Finding["location"]) => `${path}:${region.startLine}`;

/** Each file once for as long as the flow stays in it. */
function filesOf({ flow }: Finding): string[] {
  const paths = flow.map(({ path }) => path);
  return paths.filter((path, index) => path !== paths[index - 1]);
}

test("each story is told of", () => {
  expect(readdirSync(folder).sort(compareText)).toEqual(Object.keys(stories).sort(compareText));
});

describe.each(Object.entries(stories).flatMap(([story, points]) => points.map((point) => ({ story, ...point }))))(
  "$story: $rule",
  ({ story, rule, at, through = [], beside }) => {
    test(`is found at ${at}, with the way that leads there`, async () => {
      const found = await saidOf(`${story}/bad`, rule);
      const places = new Map(found.map((one) => [placeOf(one.location), one]));
      expect([...places.keys()]).toEqual(placesOf(story, rule));
      expect(filesOf(places.get(at)!)).toEqual(through);
      if (beside) expect(places.get(at)!.related.map(placeOf)).toEqual(beside);
    });

    test("is not said of the twin", async () => {
      expect(await saidOf(`${story}/good`, rule)).toEqual([]);
    });
  },
);
