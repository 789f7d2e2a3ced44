import type { DrawableFact, DrawableGraph, Drawing, DrawnLink, DrawnNode } from "#model/drawing.ts";
import type { FactKind } from "#model/fact.ts";

/** What of a graph is drawn. */
export interface DrawingChoice {
  /** Anchors whose facts are drawn by themselves. */
  readonly open: ReadonlySet<number>;
  /** Anchors that are drawn whatever there is room for. */
  readonly wanted: ReadonlySet<number>;
  /** Facts that are drawn at all, alone or within their anchor. */
  readonly passes: (fact: number) => boolean;
  readonly mostAnchors: number;
  readonly mostTriggers: number;
  readonly mostSystems: number;
  /** Facts of one open anchor. */
  readonly mostFacts: number;
  /** Kinds that stand by themselves in an open anchor; by default all that lead somewhere. */
  readonly kinds?: ReadonlySet<FactKind>;
}

/** Kinds that are boxes of their own in an open anchor, in the order in which room is given to them. */
const apart: readonly FactKind[] = ["tool", "credential", "grant", "effect", "identity", "token"];

/** Triggers left, who acts and by what in the middle, systems right. Every fact is in the box of its anchor unless that is open. */
export function drawingOf(graph: DrawableGraph, choice: DrawingChoice): Drawing {
  const groups = anchorGroups(graph, choice);
  const shown = groups.filter((group, rank) => rank < choice.mostAnchors || choice.wanted.has(group.anchor));
  const pen = new Pen(graph, choice);
  for (const group of shown) pen.anchor(group);
  pen.triggers(shown);
  pen.edges();
  pen.systems();
  const left = groups.length - shown.length;
  return { nodes: [...pen.nodes.values()], links: pen.linked(), left };
}

/** The facts of an anchor that pass. */
interface Group {
  readonly anchor: number;
  readonly facts: readonly number[];
}

/** Anchors with something to draw, those first that a reviewer asks for first. */
function anchorGroups({ anchors, facts }: DrawableGraph, { passes }: DrawingChoice): Group[] {
  const byAnchor = new Map<number, number[]>();
  for (const [index, { anchor, kind }] of facts.entries()) {
    if (kind === "gate" || kind === "log" || kind === "opaque" || !passes(index)) continue;
    const group = byAnchor.get(anchor);
    if (group) group.push(index);
    else byAnchor.set(anchor, [index]);
  }
  const groups = [...byAnchor].map(([anchor, own]) => ({
    anchor,
    facts: own,
    rank: rankOf(own.map((i) => facts[i]!)),
  }));
  const name = (anchor: number) => `${anchors[anchor]!.type}/${anchors[anchor]!.name}`;
  return groups.sort((one, other) => other.rank - one.rank || (name(one.anchor) < name(other.anchor) ? -1 : 1));
}

/** Agents before all others, then what can be started from outside, then what should be looked at twice, then what holds most. */
function rankOf(facts: readonly DrawableFact[]): number {
  const count = (holds: (fact: DrawableFact) => boolean) => Math.min(99, facts.filter(holds).length);
  const agents = facts.some(({ agent }) => agent === true) ? 1 : 0;
  const triggers = facts.some(({ kind }) => kind === "trigger") ? 1 : 0;
  return agents * 1e6 + triggers * 1e5 + count(({ alarming }) => alarming) * 100 + count(() => true);
}

/** Draws: boxes and lines are found by their ids, so that what is told twice is drawn once. */
class Pen {
  readonly nodes = new Map<string, DrawnNode>();
  private readonly graph: DrawableGraph;
  private readonly choice: DrawingChoice;
  /** Facts that others lead to. */
  private readonly led: ReadonlySet<number>;
  /** Facts that lead to others. */
  private readonly leading: ReadonlySet<number>;
  /** The box of each fact that is drawn. */
  private readonly boxes = new Map<number, string>();
  private readonly links = new Map<string, { from: string; to: string; gates: Set<number>; facts: Set<number> }>();

  constructor(graph: DrawableGraph, choice: DrawingChoice) {
    this.graph = graph;
    this.choice = choice;
    this.led = new Set(graph.edges.map(([, to]) => to));
    this.leading = new Set(graph.edges.map(([from]) => from));
  }

  /** The box of an anchor and, if it is open, those of its facts. */
  anchor({ anchor, facts }: Group): void {
    const open = this.choice.open.has(anchor);
    const { kinds } = this.choice;
    const able = apart
      .filter((kind) => kinds?.has(kind) ?? true)
      .flatMap((kind) => facts.filter((index) => this.graph.facts[index]!.kind === kind));
    const single = open ? able.slice(0, this.choice.mostFacts) : [];
    const outside = new Set([...single, ...facts.filter((index) => this.isTrigger(index))]);
    const id = `a${anchor}`;
    this.add(id, {
      ...this.anchorText(anchor, facts),
      facts: facts.filter((index) => !outside.has(index)),
      anchor,
      open,
    });
    for (const index of single) this.factBox(index);
    // What hangs on the anchor and is reached by no edge is still its own.
    for (const index of single) if (!this.led.has(index)) this.link(id, `f${index}`, index);
    const more = able.length - single.length;
    if (!open || more <= 0) return;
    this.add(`m${anchor}`, { role: "more", title: `${more} more`, detail: "not drawn", facts: [], alarming: false });
    this.link(id, `m${anchor}`, undefined);
  }

  /** The triggers of the drawn anchors: those that say the same are one box, whatever they start. */
  triggers(groups: readonly Group[]): void {
    const all = groups.flatMap(({ facts }) => facts.filter((index) => this.isTrigger(index)));
    const text = (index: number) => this.graph.facts[index]!.text;
    for (const { id, name, facts } of bundles(all, text, this.choice.mostTriggers)) {
      const title = name ?? "more triggers";
      this.add(`t${id}`, {
        role: "trigger",
        title,
        detail: countedFacts(facts.length, "trigger"),
        facts,
        ...this.alarm(facts),
      });
      for (const index of facts) if (!this.leading.has(index)) this.link(`t${id}`, `a${this.anchorOf(index)}`, index);
    }
  }

  /** Lines between boxes, as facts lead to each other. */
  edges(): void {
    for (const [from, to] of this.graph.edges) {
      const [start, end] = [this.boxes.get(from), this.boxes.get(to)];
      if (start === undefined || end === undefined || start === end) continue;
      // What is folded into the box of the anchor is already a part of it.
      if (end === `a${this.anchorOf(from)}` && this.isSingle(from)) continue;
      // Of a start it is asked who may cause it; of all else, what stands before it.
      this.link(start, end, this.isTrigger(from) ? from : to);
    }
  }

  /** The systems that the drawn facts reach. */
  systems(): void {
    const all = [...this.boxes.keys()].filter((index) => this.graph.facts[index]!.system !== undefined);
    const system = (index: number) => this.graph.facts[index]!.system ?? "";
    for (const { id, name, facts } of bundles(all, system, this.choice.mostSystems)) {
      const title = name ?? "more systems";
      this.add(`s${id}`, {
        role: "system",
        title,
        detail: `by ${countedFacts(facts.length, "fact")}`,
        facts,
        ...this.alarm(facts),
      });
      // A fact with a box of its own has its gates before that box.
      for (const index of facts) this.link(this.boxes.get(index)!, `s${id}`, this.isSingle(index) ? undefined : index);
    }
  }

  /** The lines, with what each leads to counted. */
  linked(): DrawnLink[] {
    return [...this.links.values()].map(({ from, to, gates, facts }) => {
      const gatedCount = [...facts].filter((index) => this.graph.facts[index]!.gates.length > 0).length;
      return { from, to, gates: [...gates], openCount: facts.size - gatedCount, gatedCount };
    });
  }

  private isTrigger(index: number): boolean {
    return this.graph.facts[index]!.kind === "trigger";
  }

  private isSingle(index: number): boolean {
    return this.boxes.get(index) === `f${index}`;
  }

  private anchorOf(index: number): number {
    return this.graph.facts[index]!.anchor;
  }

  private alarm(facts: readonly number[]): { readonly alarming: boolean } {
    return { alarming: facts.some((index) => this.graph.facts[index]!.alarming) };
  }

  private factBox(index: number): void {
    const { text, kind, alarming } = this.graph.facts[index]!;
    this.add(`f${index}`, { role: "fact", title: text, detail: kind, facts: [index], alarming });
  }

  private anchorText(anchor: number, facts: readonly number[]): Omit<DrawnNode, "id" | "facts"> {
    const { type, name } = this.graph.anchors[anchor]!;
    const all = facts.map((index) => this.graph.facts[index]!);
    const role = all.some(({ agent }) => agent === true) ? "agent" : "principal";
    const counts = apart.flatMap((kind) => {
      const count = all.filter((fact) => fact.kind === kind).length;
      return count > 0 ? [`${count} ${kindWord(kind, count)}`] : [];
    });
    const alarming = all.some((fact) => fact.alarming && fact.kind !== "trigger");
    return { role, title: name, detail: [type, ...counts].filter((part) => part !== "").join(" · "), alarming };
  }

  private add(id: string, node: Omit<DrawnNode, "id">): void {
    this.nodes.set(id, { id, ...node });
    if (node.role !== "system") for (const index of node.facts) this.boxes.set(index, id);
  }

  /** A line, or one more fact on it; `fact` is what it leads to, whose gates stand on the line. */
  private link(from: string, to: string, fact: number | undefined): void {
    const key = `${from}\n${to}`;
    const link = this.links.get(key) ?? { from, to, gates: new Set<number>(), facts: new Set<number>() };
    this.links.set(key, link);
    if (fact === undefined) return;
    link.facts.add(fact);
    for (const gate of this.graph.facts[fact]!.gates) link.gates.add(gate);
  }
}

/** What has the same name is one bundle, the largest first; what is too many is one more, without a name. */
function bundles(
  facts: readonly number[],
  nameOf: (fact: number) => string,
  most: number,
): { readonly id: string; readonly name?: string; readonly facts: number[] }[] {
  const byName = new Map<string, number[]>();
  for (const fact of facts) {
    const same = byName.get(nameOf(fact));
    if (same) same.push(fact);
    else byName.set(nameOf(fact), [fact]);
  }
  const ranked = [...byName]
    .map(([name, own]) => ({ id: `:${name}`, name, facts: own }))
    .sort((one, other) => other.facts.length - one.facts.length || (one.name < other.name ? -1 : 1));
  if (ranked.length <= most + 1) return ranked;
  return [...ranked.slice(0, most), { id: "", facts: ranked.slice(most).flatMap((bundle) => bundle.facts) }];
}

function countedFacts(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** The name of a kind, for one or for many. */
export function kindWord(kind: FactKind, count: number): string {
  if (count === 1) return kind;
  return kind === "identity" ? "identities" : `${kind}s`;
}
