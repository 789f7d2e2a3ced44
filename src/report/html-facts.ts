import { blastRadii, type BlastRadius } from "#graph/blast-radius.ts";
import type { Fact, FactId } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { Report } from "#model/report.ts";
import { anchorParts } from "#report/agent-view.ts";
import { factText } from "#report/fact-text.ts";
import { escaped, type Markup } from "#report/html-text.ts";
import { counted } from "#report/shown.ts";
import { placeOf, shorten } from "#report/visible.ts";

/** Facts that are shown unfolded: as many as fill some screens. */
const mostUnfolded = 60;
const textLimit = 400;

/** All facts, under what they hang on; rows and groups are numbered as in the data of the graph. */
export function factsSection(report: Pick<Report, "facts" | "edges">): Markup {
  const { facts } = report;
  const radii = new Map(blastRadii(report).map((radius) => [radius.from, radius]));
  const groups = new Map<string, (readonly [number: number, fact: Fact])[]>();
  for (const [number, fact] of facts.entries()) {
    const group = groups.get(fact.anchor);
    if (group) group.push([number, fact]);
    else groups.set(fact.anchor, [[number, fact]]);
  }
  const numbers = new Map([...groups.keys()].map((anchor, number) => [anchor, number]));
  const ordered = [...groups].sort(([one], [other]) => rank(one) - rank(other) || compareText(one, other));
  const open = facts.length <= mostUnfolded ? " open" : "";
  const blocks = ordered.map(([anchor, own]) => {
    const { type, name } = anchorParts(anchor);
    return escaped`<details class="anchor" id="anchor-${numbers.get(anchor) ?? 0}"${{ markup: open }}>
<summary><span class="kind">${type || "other"}</span> <strong>${shorten(name, textLimit) || "(no name)"}</strong> <span class="count">${counted(own.length, "fact")}</span></summary>
<table>${columns}<tbody>
${own.map(([number, fact]) => row(number, fact, radii))}</tbody></table>
</details>
`;
  });
  const none = facts.length === 0 ? escaped`<p>No facts about identity were found.</p>` : undefined;
  return escaped`<section id="facts" aria-labelledby="facts-title">
<h2 id="facts-title">Facts</h2>
<p class="faint" id="matches" role="status"></p>
${none}${blocks}
</section>`;
}

const columns = escaped`<thead><tr>${["Kind", "What it says", "Reaches", "Confidence", "Where"].map((name) => escaped`<th scope="col">${name}</th>`)}</tr></thead>`;

function row(number: number, fact: Fact, radii: ReadonlyMap<FactId, BlastRadius>): Markup {
  const { text, alarming } = factText(fact);
  const [place, ...others] = fact.locations;
  const where = place ? placeOf(place) + (others.length > 0 ? ` +${others.length}` : "") : "";
  const shown = shorten(text, textLimit) || "—";
  const what = alarming ? escaped`<span class="alarm">${shown}</span>` : escaped`${shown}`;
  const authority = fact.kind === "credential" ? authorityOf(fact) : undefined;
  return escaped`<tr id="fact-${number}"><th scope="row">${fact.kind}</th><td>${what}${authority}</td><td>${reach(radii.get(fact.id))}</td><td>${fact.confidence}</td><td class="where">${shorten(where, textLimit)}</td></tr>
`;
}

function authorityOf(fact: Extract<Fact, { kind: "credential" }>): Markup | undefined {
  const { authority } = fact.value;
  return authority === "unknown" ? undefined : escaped` <span class="faint">${authority} authority</span>`;
}

function reach(radius: BlastRadius | undefined): string {
  if (!radius || radius.open.length + radius.gated.length === 0) return "";
  const more = radius.complete ? "" : " or more";
  return `${radius.open.length} open, ${radius.gated.length} gated${more}`;
}

/** Types of anchors in the order in which a reviewer asks for them. */
const types = ["agent", "server", "skill", "command", "plugin", "marketplace", "workflow"];

function rank(anchor: string): number {
  const found = types.indexOf(anchorParts(anchor).type);
  return found < 0 ? types.length : found;
}
