import type { FactId } from "#model/fact.ts";
import type { Finding, Severity } from "#model/finding.ts";
import { severities } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { Report, SourceExcerpt } from "#model/report.ts";
import type { RuleMetadata } from "#model/rule.ts";
import { escaped, type Markup } from "#report/html-text.ts";
import { groupProblems } from "#report/problem-text.ts";
import { placeOf, shorten } from "#report/visible.ts";

/** Findings that one page shows, and those that it shows opened. */
const mostFindings = 3000;
const mostOpened = 8;
/** From so many on the browser lays out only those that are seen. */
const mostUnhidden = 50;
/** UTF-16 units of a message and of a line; places of a flow; problems. */
const messageLimit = 1200;
const lineLimit = 400;
const stepLimit = 40;
const mostLinked = 10;
const problemLimit = 200;

/** All that is shown of findings, the gravest first. */
export function findingsSection(report: Report, findings: readonly Finding[]): Markup {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const numbers = new Map(report.facts.map(({ id }, number) => [id, number]));
  const ordered = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const shown = ordered.slice(0, mostFindings);
  const opened = findings.length <= mostOpened;
  const left = ordered.length - shown.length;
  return escaped`<section id="findings" class="${findings.length > mostUnhidden ? "many" : "few"}" aria-labelledby="findings-title">
<h2 id="findings-title">Findings</h2>
${findings.length === 0 ? escaped`<p>Nothing was found that this profile shows.</p>` : severityCounts(findings)}
${shown.map((finding) => findingMarkup(finding, { report, rules, numbers, opened }))}
${left > 0 ? escaped`<p>And ${left} more findings, which are in the JSON report.</p>` : undefined}
</section>`;
}

function severityCounts(findings: readonly Finding[]): Markup {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const items = severities.flatMap((severity) => {
    const number = count(severity);
    return number === 0 ? [] : [escaped`<li><span class="badge ${severity}">${severity}</span> ${number}</li>`];
  });
  return escaped`<ul class="counts">${items}</ul>`;
}

interface Around {
  readonly report: Report;
  readonly rules: ReadonlyMap<string, RuleMetadata>;
  readonly numbers: ReadonlyMap<FactId, number>;
  readonly opened: boolean;
}

function findingMarkup(finding: Finding, around: Around): Markup {
  const { location, suppressed } = finding;
  const rule = around.rules.get(finding.ruleId);
  const source = around.report.sources.get(location.path);
  const title = rule?.title ?? finding.ruleId;
  return escaped`<details class="finding"${{ markup: around.opened ? " open" : "" }}>
<summary><span class="badge ${finding.severity}">${finding.severity}</span> <span class="what"><strong>${title}</strong> <span class="where">${placeOf(location)}</span></span></summary>
<div class="body">
<p>${shorten(finding.message, messageLimit)}</p>
${excerpt(location, source)}
${finding.flow.length > 0 ? escaped`<h3>How it gets there</h3>${places(finding.flow)}` : undefined}
${finding.related.length > 0 ? escaped`<h3>See also</h3>${places(finding.related)}` : undefined}
${rule?.help ? escaped`<p><strong>What to do.</strong> ${rule.help}</p>` : undefined}
${suppressed ? escaped`<p><strong>Suppressed.</strong> ${shorten(suppressed.reason, messageLimit)}</p>` : undefined}
${remarks(finding, rule, around.numbers)}
</div>
</details>
`;
}

function remarks(finding: Finding, rule: RuleMetadata | undefined, numbers: Around["numbers"]): Markup {
  const standards = [...(rule?.standards ?? []).map(({ id }) => id), ...(rule?.cwe ?? [])];
  const facts = finding.facts.slice(0, mostLinked).flatMap((id) => {
    const number = numbers.get(id);
    return number === undefined ? [] : [escaped`<a href="#fact-${number}">${shorten(id, lineLimit)}</a> `];
  });
  const rows: readonly (readonly [string, Markup | string | readonly Markup[]])[] = [
    ["Rule", finding.ruleId],
    ["Confidence", finding.confidence],
    ["Standards", standards.join(", ")],
    ["Facts", facts],
    ["Fingerprint", escaped`<span class="code">${finding.fingerprint}</span>`],
  ];
  const shown = rows.filter(([, value]) =>
    typeof value === "object" && "length" in value ? value.length > 0 : value !== "",
  );
  return escaped`<dl>${shown.map(([name, value]) => escaped`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function places(locations: readonly Location[]): Markup {
  const left = locations.length - stepLimit;
  const items = locations
    .slice(0, stepLimit)
    .map(
      (place) =>
        escaped`<li>${shorten(place.message ?? "", lineLimit)} <span class="where">${placeOf(place)}</span></li>`,
    );
  return escaped`<ol>${items}${left > 0 ? escaped`<li>and ${left} more</li>` : undefined}</ol>`;
}

/** The lines around a place, those of the place marked. */
function excerpt({ region }: Location, source: SourceExcerpt | undefined): Markup | undefined {
  const near = [...(source?.lines ?? [])].filter(
    ([line]) => line >= region.startLine - 2 && line <= Math.min(region.endLine, region.startLine + 8) + 2,
  );
  if (near.length === 0) return undefined;
  const rows = near
    .toSorted(([one], [other]) => one - other)
    .map(([line, text]) => {
      const marked = line >= region.startLine && line <= region.endLine;
      const shown = shorten(text.replaceAll("\t", "    "), lineLimit);
      const number = String(line).padStart(5);
      return escaped`<span class="${marked ? "line marked" : "line"}"><span class="number">${number}</span> ${shown}</span>`;
    });
  return escaped`<pre class="code" tabindex="0" role="region" aria-label="Source">${rows}</pre>`;
}

/** What was not read or not analysed in full. */
export function problemsSection({ problems, refused }: Report): Markup {
  const { partial, actionable, unread, noted } = groupProblems(problems);
  const none = problems.length === 0 && refused.length === 0;
  return escaped`<section id="problems" aria-labelledby="problems-title">
<h2 id="problems-title">Not analysed</h2>
${none ? escaped`<p>Everything was read and analysed.</p>` : undefined}
${listOf("Not analysed in full", partial)}
${listOf("To check", actionable)}
${listOf(
  "Rules that are not understood",
  refused.map(({ file, ...rest }) => ({ path: file, ...rest })),
)}
${unread === "" ? undefined : escaped`<p><strong>Not read:</strong> ${unread}.</p>`}
${noted === "" ? undefined : escaped`<p><strong>Noted:</strong> ${noted}.</p>`}
</section>`;
}

function listOf(title: string, told: readonly Pick<Problem, "path" | "region" | "message">[]): Markup | undefined {
  if (told.length === 0) return undefined;
  const left = told.length - problemLimit;
  const items = told
    .slice(0, problemLimit)
    .map((one) => escaped`<li><span class="where">${placeOf(one)}</span> ${shorten(one.message, messageLimit)}</li>`);
  const more = left > 0 ? escaped`<li>and ${left} more places</li>` : undefined;
  return escaped`<h3>${title}</h3><ul>${items}${more}</ul>`;
}
