import { gzipSync } from "node:zlib";
import type { Log, Result, Run, ToolComponent } from "sarif";
import { compareText } from "#model/location.ts";
import type { Report, Reporter, ReportOptions } from "#model/report.ts";
import { rootId } from "#report/sarif-location.ts";
import type { LeftOut } from "#report/sarif-notifications.ts";
import { notificationsOf } from "#report/sarif-notifications.ts";
import { gravest, groupFindings, resultOf } from "#report/sarif-results.ts";
import type { ResultGroup, SarifLimit } from "#report/sarif-results.ts";
import { ruleDescriptors, sortedRules } from "#report/sarif-rules.ts";
import { taxonomiesOf } from "#report/sarif-taxonomies.ts";
import { shownFindings } from "#report/shown.ts";
import { harmlessJson } from "#report/visible.ts";

/** Results that GitHub keeps of an upload, and as many places in each as help a reader. */
const ordinaryLimit: SarifLimit = { results: 5000, places: 50 };
/** Bytes that GitHub accepts after compression, less some room for another compressor. */
const compressedLimit = 9.5 * 2 ** 20;
/** UTF-16 units of results that are worth compressing at all to see whether they fit. */
const textLimit = 48 * 2 ** 20;

/**
 * SARIF 2.1.0 for code scanning: one run, compact, the same bytes for the same report. A report that is larger than
 * GitHub accepts loses related places first, then its least grave results, and says so in a notification.
 */
export const sarif: Reporter = (report, options) => {
  const groups = groupFindings(shownFindings(report, options), report.sources);
  for (let limit = ordinaryLimit; ; limit = stricter(limit, groups.length)) {
    const results = resultsWithin(groups, limit, { report, options });
    if (!results) continue;
    const leftOut = { results: groups.length, reported: results.length, places: limit.places === 0 };
    const text = `${harmlessJson(JSON.stringify(logOf(report, options, results, leftOut)))}\n`;
    if (limit.results === 0 || fits(text)) return text;
  }
};

function stricter({ results, places }: SarifLimit, found: number): SarifLimit {
  return { results: places > 0 ? results : Math.min(results, found) >> 1, places: 0 };
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= compressedLimit || gzipSync(text).length <= compressedLimit;
}

/** The gravest results, or undefined where they are hopelessly large. */
function resultsWithin(
  groups: readonly ResultGroup[],
  limit: SarifLimit,
  { report, options }: { readonly report: Report; readonly options: ReportOptions },
): Result[] | undefined {
  const context = {
    ruleIndex: new Map(sortedRules(report.rules).map((rule, index) => [rule.id, { index, rule }])),
    sources: report.sources,
    limit,
    showSuppressed: options.showSuppressed,
  };
  const results: Result[] = [];
  let size = 0;
  for (const group of gravest(groups, limit.results)) {
    const result = resultOf(group, context);
    size += JSON.stringify(result).length;
    if (size > textLimit) return undefined;
    results.push(result);
  }
  return results;
}

function logOf(report: Report, options: ReportOptions, results: Result[], leftOut: LeftOut): Log {
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(report, options, results, leftOut)],
  };
}

/** The project has no address of its own, and one that somebody else may take would be worse: this is a name and no place. */
const toolUri = "urn:countersign";

function runOf(report: Report, options: ReportOptions, results: Result[], leftOut: LeftOut): Run {
  const rules = sortedRules(report.rules);
  const taxonomies = taxonomiesOf(rules, report.standards);
  const { descriptors, execution, configuration } = notificationsOf(report, leftOut);
  const driver: ToolComponent = {
    name: "Countersign",
    semanticVersion: report.tool.version,
    informationUri: toolUri,
    rules: ruleDescriptors(rules, { standards: report.standards, taxonomies, pages: options.pages ?? new Map() }),
    notifications: [...descriptors],
    supportedTaxonomies: taxonomies.components.map(({ name, guid = "" }, index) => ({ name, index, guid })),
  };
  const packs = [...new Set(rules.map(({ pack }) => pack))].sort(compareText);
  return {
    tool: {
      driver,
      extensions: packs.map((pack) => ({ name: `countersign/${pack}`, semanticVersion: report.tool.version })),
    },
    ...(options.category !== undefined && { automationDetails: { id: `${options.category}/` } }),
    originalUriBaseIds: { [rootId]: { description: { text: "The root of the scanned tree." } } },
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: configuration.length === 0,
        toolExecutionNotifications: [...execution],
        ...(configuration.length > 0 && { toolConfigurationNotifications: [...configuration] }),
      },
    ],
    taxonomies: [...taxonomies.components],
    results,
  };
}
