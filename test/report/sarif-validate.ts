import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Log, ReportingDescriptor, Result, Run } from "sarif";

const require = createRequire(import.meta.url);
const multitool = dirname(require.resolve(`@microsoft/sarif-multitool-${process.platform}/package.json`));
const binary = join(multitool, process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");

/** Rules of the multitool that are off by default and say what GitHub requires. */
const strict = [
  "GH1001.ProvideRequiredLocationProperties",
  "GH1002.InlineThreadFlowLocations",
  "GH1003.ProvideRequiredRegionProperties",
  "GH1005.LocationsMustBeRelativeUrisOrFilePaths",
  "GH1006.ProvideCheckoutPath",
  "GH1007.ProvideFullyFormattedMessageStrings",
];

/** Everything that is wrong with a SARIF text: the schema's view, the multitool's, and GitHub's. Empty: nothing. */
export function sarifErrors(text: string): string[] {
  return [...schemaErrors(text), ...multitoolErrors(text), ...contractErrors(text)];
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const matchesSchema = ajv.compile(JSON.parse(readFileSync(join(multitool, "sarif-2.1.0.json"), "utf8")) as object);

/** What the JSON schema says; an upload that breaks it is rejected. */
export function schemaErrors(text: string): string[] {
  if (matchesSchema(JSON.parse(text))) return [];
  return (matchesSchema.errors ?? []).map(({ instancePath, message }) => `schema ${instancePath}: ${message}`);
}

/** What the multitool reports as error or warning. It exits with 0 whatever it finds, so its report is read. */
export function multitoolErrors(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "sarif-"));
  try {
    const [input, config, output] = ["in.sarif", "config.xml", "out.sarif"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(input, text);
    writeFileSync(config, multitoolConfig());
    if (process.platform !== "win32") makeExecutable();
    const options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--log", "ForceOverwrite"];
    const run = spawnSync(binary, ["validate", input, "--config", config, "--output", output, ...options], {
      encoding: "utf8",
    });
    if (run.status !== 0) return [`multitool exit ${run.status}: ${run.error?.message ?? run.stderr}`];
    const log = JSON.parse(readFileSync(output, "utf8")) as Log;
    return log.runs
      .flatMap(({ results }) => results ?? [])
      .map(({ ruleId, level, message }) => `multitool ${level ?? "warning"} ${ruleId}: ${message.text ?? message.id}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packages arrive without the mark where install scripts are off; another user's copy may have it already. */
function makeExecutable(): void {
  try {
    chmodSync(binary, 0o755);
  } catch {
    // The start of the binary says what is wrong.
  }
}

function multitoolConfig(): string {
  const enabled = strict.map((rule) => ruleState(rule, "Error")).join("");
  const disabled = ruleState("SARIF2006.UrisShouldBeReachable", "Disabled");
  return `<?xml version="1.0" encoding="utf-8"?><Properties>${enabled}${disabled}</Properties>`;
}

function ruleState(rule: string, state: string): string {
  const property = `<Property Key="RuleEnabled" Value="${state}" Type="Driver.RuleEnabledState" />`;
  return `<Properties Key="${rule}.Options">${property}</Properties>`;
}

/** What GitHub documents and neither validator looks at. */
export function contractErrors(text: string): string[] {
  const { runs } = JSON.parse(text) as Log;
  const errors: string[] = [];
  if (gzipSync(text).length > 10 * 2 ** 20) errors.push("more than 10 MB after compression");
  if (runs.length > 20) errors.push(`${runs.length} runs`);
  const categories = runs.map(({ tool, automationDetails }) =>
    JSON.stringify([tool.driver.name, automationDetails?.id]),
  );
  if (new Set(categories).size < runs.length) errors.push("two runs share tool and category");
  return [...errors, ...runs.flatMap(runErrors)];
}

function runErrors(run: Run): string[] {
  const { driver } = run.tool;
  const rules = driver.rules ?? [];
  const results = run.results ?? [];
  const errors: string[] = [];
  const mixed = (holds: (result: Result) => boolean) => new Set(results.map(holds)).size > 1;
  if (run.results === undefined) errors.push("no results array");
  if (results.length > 5000) errors.push(`${results.length} results, of which 5000 are shown`);
  if (results.length > 0 && run.columnKind === undefined) errors.push("no columnKind");
  if (driver.semanticVersion === undefined) errors.push("no semanticVersion");
  if (new Set(rules.map(({ id }) => id)).size < rules.length) errors.push("duplicate rule ids");
  if (mixed(({ suppressions }) => suppressions === undefined)) errors.push("suppressions on some results only");
  if (mixed(({ baselineState }) => baselineState === undefined)) errors.push("baselineState on some results only");
  const identities = new Set<string>();
  for (const identity of results.map(identityOf)) {
    if (identities.has(identity)) errors.push(`duplicate identity ${identity}`);
    identities.add(identity);
  }
  return [...errors, ...rules.flatMap(ruleErrors), ...results.flatMap((result) => resultErrors(result, rules))];
}

function ruleErrors({ id, name = "", shortDescription, fullDescription, properties }: ReportingDescriptor): string[] {
  const severity: unknown = properties?.["security-severity"];
  const precision: unknown = properties?.["precision"] ?? "high";
  const long = [shortDescription, fullDescription].some((description) => (description?.text ?? "").length > 1024);
  return wrong([
    [(properties?.tags?.length ?? 0) > 10, "more than 10 tags"],
    [severity !== undefined && !isSeverity(severity), `security-severity ${JSON.stringify(severity)}`],
    [
      !["very-high", "high", "medium", "low"].some((word) => word === precision),
      `precision ${JSON.stringify(precision)}`,
    ],
    [long, "a description of more than 1024 characters"],
    [name.length > 255, "a name of more than 255 characters"],
  ]).map((error) => `${id}: ${error}`);
}

/** The texts of the checks that hold. */
function wrong(checks: readonly (readonly [holds: boolean, error: string])[]): string[] {
  return checks.filter(([holds]) => holds).map(([, error]) => error);
}

function isSeverity(value: unknown): boolean {
  return typeof value === "string" && /^(10(\.0)?|\d(\.\d)?)$/.test(value) && Number(value) > 0;
}

function resultErrors(result: Result, rules: readonly ReportingDescriptor[]): string[] {
  const physical = result.locations?.[0]?.physicalLocation;
  const uri = physical?.artifactLocation?.uri ?? "";
  const hash = result.partialFingerprints?.["primaryLocationLineHash"] ?? "";
  const { kind = "fail", level = "none" } = result;
  const flows = (result.codeFlows ?? []).flatMap(({ threadFlows }) => threadFlows);
  const steps = flows.flatMap(({ locations }) => locations).length;
  const fields = (["startLine", "startColumn", "endLine", "endColumn"] as const).filter(
    (field) => !((physical?.region?.[field] ?? 0) >= 1),
  );
  return wrong([
    [rules[result.ruleIndex ?? -1]?.id !== result.ruleId, "ruleIndex names another rule"],
    [kind !== "fail" && level !== "none", "this kind needs level none"],
    [uri === "" || /^[a-z][a-z0-9+.-]*:|^\/|\\|(^|\/)\.\.(\/|$)/i.test(uri), `uri '${uri}'`],
    [fields.length > 0, `region without ${fields.join(", ")}`],
    [!/^[0-9a-f]{1,16}:\d+$/.test(hash), `primaryLocationLineHash '${hash}'`],
    [steps > 1000, `${steps} steps of flows`],
  ]).map((error) => `${identityOf(result)}: ${error}`);
}

/** By what GitHub knows a result again. */
function identityOf({ ruleId, locations, partialFingerprints }: Result): string {
  const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri;
  return JSON.stringify([ruleId, uri, partialFingerprints?.["primaryLocationLineHash"]]);
}
