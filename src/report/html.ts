import { createHash } from "node:crypto";
import type { PageAssets, Report, Reporter } from "#model/report.ts";
import { drawableGraph } from "#report/drawable.ts";
import { factsSection } from "#report/html-facts.ts";
import { findingsSection, problemsSection } from "#report/html-findings.ts";
import { escaped, scriptJson, type Markup } from "#report/html-text.ts";
import { inventoryLine, shownFindings, summaryLine } from "#report/shown.ts";

/** Facts that a page holds: more than anybody looks through, and less than a browser chokes on. */
const mostFacts = 20_000;

/**
 * One page with everything in it: findings, facts and the graph of them. It asks for nothing from anywhere, and its own
 * policy forbids it to; without its script it still shows findings and facts.
 */
export const htmlPage: Reporter = (report, options) => {
  const page = { ...report, facts: report.facts.slice(0, mostFacts) };
  const { assets } = options;
  const findings = shownFindings(report, options);
  const scanned = report.rules.length > 0 || findings.length > 0;
  const left = report.facts.length - page.facts.length;
  const { markup } = escaped`<!doctype html>
<html lang="en">
${head(scanned, assets)}
<body>
<a class="skip" href="#main">Skip to the content</a>
${header(report, scanned ? findings.length : undefined)}
<main id="main">
${scanned ? findingsSection(report, findings) : undefined}
${graphSection}
${factsSection(page)}
${left > 0 ? escaped`<p>And ${left} more facts, which are in the JSON inventory.</p>` : undefined}
${problemsSection(report)}
</main>
<footer class="faint">Written by ${report.tool.name} ${report.tool.version}. This page asks for nothing from the network.</footer>
${assets && scripts(assets, page)}
</body>
</html>
`;
  return markup;
};

function head(scanned: boolean, assets: PageAssets | undefined): Markup {
  return escaped`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy(assets) }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${scanned ? "Countersign report" : "Countersign inventory"}</title>
${assets && { markup: `<style>${assets.style}</style>` }}
</head>`;
}

function header(report: Report, findings: number | undefined): Markup {
  const scanned = findings !== undefined;
  return escaped`<header class="top">
<p class="brand">Countersign</p>
<h1>${scanned ? "Identity report" : "Identity inventory"}</h1>
<p class="figures">${inventoryLine(report.facts) ?? "no agents, tools or credentials"}</p>
${scanned ? escaped`<p class="figures faint">${summaryLine(report)}</p>` : undefined}
<nav aria-label="Parts of the report"><ul>
${scanned ? escaped`<li><a href="#findings">Findings <span class="count">${findings}</span></a></li>` : undefined}
<li class="scripted" hidden><a href="#graph">Graph</a></li>
<li><a href="#facts">Facts <span class="count">${report.facts.length}</span></a></li>
<li><a href="#problems">Not analysed</a></li>
</ul></nav>
</header>`;
}

/** What the script fills; without it there is nothing to see here. */
const graphSection = escaped`<section id="graph" class="scripted" aria-labelledby="graph-title" hidden>
<h2 id="graph-title">Graph</h2>
<p class="faint">What can start whom, on the left; who acts, and with what; what is reached, on the right. Gates stand on the lines that they guard. Choose a box to see its blast radius.</p>
<form id="filters" aria-label="Filters of the graph and of the facts"></form>
<div class="stage"><div id="canvas"></div><div id="panel" aria-live="polite"></div></div>
</section>`;

function scripts({ script }: PageAssets, report: Report): Markup {
  const data = escaped`<script type="application/json" id="data">${scriptJson(drawableGraph(report))}</script>`;
  return escaped`${data}
${{ markup: `<script>${script}</script>` }}`;
}

/** Nothing is loaded, sent or framed; one style and one script run, which the policy knows by what they say. */
function policy(assets: PageAssets | undefined): string {
  const own = assets
    ? `; style-src ${hashOf(assets.style)}; script-src ${hashOf(assets.script)}; require-trusted-types-for 'script'; trusted-types 'none'`
    : "";
  return `default-src 'none'${own}; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
