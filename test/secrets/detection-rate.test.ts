import { appendFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { compareText } from "#model/location.ts";
import { knowledge } from "../tree.ts";
import { createReport, isAboveNote, type ReportedSecret } from "./reported-secrets.ts";
import { contexts } from "./unseen/contexts.ts";
import { lookAlikeCases, secretCases, type LookAlikeCase, type SecretCase } from "./unseen-cases.ts";

/** Another seed and another round give other values in other spellings: `DETECTION_SEED=7 DETECTION_ROUND=3`. */
const seed = Number(process.env["DETECTION_SEED"] ?? 1);
const round = Number(process.env["DETECTION_ROUND"] ?? 0);

interface Outcome<Case> {
  readonly of: Case;
  readonly reported: readonly ReportedSecret[];
}

let secrets: readonly Outcome<SecretCase>[] = [];
let lookAlikes: readonly Outcome<LookAlikeCase>[] = [];

beforeAll(async () => {
  const report = createReport(knowledge());
  const judged = async <Case extends SecretCase | LookAlikeCase>(of: Case) => ({
    of,
    reported: await report(of.path, Buffer.from(of.text)),
  });
  secrets = await Promise.all(secretCases(seed, round).map(judged));
  lookAlikes = await Promise.all(lookAlikeCases(seed).map(judged));
});

const lineOf = (text: string, offset: number) => text.slice(0, offset).split("\n").length;

/** The findings that touch a line on which the secret begins. */
function found({ of, reported }: Outcome<SecretCase>): readonly ReportedSecret[] {
  const lines = of.marks.filter((mark) => of.text.includes(mark)).map((mark) => lineOf(of.text, of.text.indexOf(mark)));
  return reported.filter((each) => lines.some((line) => each.lines.has(line)));
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Holds if a finding on the secret names its vendor. */
function isNamed(outcome: Outcome<SecretCase>): boolean {
  const names = new Set(outcome.of.providers.map(plain));
  return found(outcome).some(({ issuers }) => issuers.some((issuer) => names.has(plain(issuer))));
}

const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean) =>
  items.length === 0 ? 1 : items.filter(holds).length / items.length;
const isFound = (outcome: Outcome<SecretCase>) => found(outcome).length > 0;
const isFlagged = ({ reported }: Outcome<LookAlikeCase>) => reported.some(isAboveNote);
const withVendor = (outcomes: readonly Outcome<SecretCase>[]) => outcomes.filter(({ of }) => of.providers.length > 0);

/** `DETECTION_TABLE=FILE` writes the figures and what was missed, unnamed or flagged, without any value. */
function table(): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const groups = [...new Set(lookAlikes.map(({ of }) => of.group))].sort(compareText);
  const rows = contexts.map((context) => {
    const those = secrets.filter(({ of }) => of.context === context);
    const above = share(those, (outcome) => found(outcome).some(isAboveNote));
    return `| ${context} | ${those.length} | ${percent(share(those, isFound))} | ${percent(above)} | ${percent(share(withVendor(those), isNamed))} |`;
  });
  const flags = groups.map((group) => {
    const those = lookAlikes.filter(({ of }) => of.group === group);
    const noted = share(those, ({ reported }) => reported.length > 0);
    return `| ${group} | ${those.length} | ${percent(share(those, isFlagged))} | ${percent(noted)} |`;
  });
  const list = (title: string, ids: readonly string[]) => [
    ``,
    `${title}: ${ids.length}`,
    ...ids.map((id) => `- ${id}`),
  ];
  return [
    "| context | cases | found | above note | vendor named |\n|---|---|---|---|---|",
    ...rows,
    "\n| look-alikes | cases | flagged above note | flagged at all |\n|---|---|---|---|",
    ...flags,
    ...list(
      "missed",
      secrets.filter((outcome) => !isFound(outcome)).map(({ of }) => of.id),
    ),
    ...list(
      "unnamed",
      withVendor(secrets)
        .filter((outcome) => isFound(outcome) && !isNamed(outcome))
        .map(
          (outcome) =>
            `${outcome.of.id} (${found(outcome)
              .flatMap(({ issuers }) => issuers)
              .join(", ")})`,
        ),
    ),
    ...list(
      "flagged",
      lookAlikes
        .filter(isFlagged)
        .map(
          ({ of, reported }) =>
            `${of.id} (${reported.map((each) => [each.ruleId, ...each.issuers].join(" ")).join("; ")})`,
        ),
    ),
    "",
  ].join("\n");
}

test("at least 92 % of secrets in unseen cases are found", () => {
  const file = process.env["DETECTION_TABLE"];
  if (file !== undefined) appendFileSync(file, table());
  expect(share(secrets, isFound)).toBeGreaterThanOrEqual(0.92);
});

test("at least 90 % of what has a vendor is reported with its name", () => {
  expect(share(withVendor(secrets), isNamed)).toBeGreaterThanOrEqual(0.9);
});

test("at most 2 % of the look-alikes are flagged above note", () => {
  expect(share(lookAlikes, isFlagged)).toBeLessThanOrEqual(0.02);
});
