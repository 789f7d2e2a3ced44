import { commandFacts } from "#artifact/command-facts.ts";
import { proseFacts } from "#artifact/prose-facts.ts";
import type { ArtifactFrontEnd, FactDraft, Recorder, TextOwner } from "#model/artifact.ts";
import { fileDocument, fileOffset, type Document, type Embedding, type Node, type Parse } from "#model/document.ts";
import {
  factId,
  type Confidence,
  type Edge,
  type Fact,
  type FactId,
  type FactKind,
  type Relation,
} from "#model/fact.ts";
import { confidences } from "#model/finding.ts";
import type { CommandModel, ProseModel } from "#model/knowledge.ts";
import { lineStartsOf, regionAt, type LineStarts, type Location } from "#model/location.ts";
import { redactValue } from "#secrets/redact-value.ts";

/** What extraction needs besides the document: injected, so that this folder knows no syntax and no file. */
export interface ExtractionTools {
  /** The parser for a language as a host document names it; undefined where it has no front-end. */
  readonly parserOf: (language: string) => Parse | undefined;
  /** The parser for texts without one: a root that is all text. */
  readonly parseText: Parse;
  readonly commands: readonly CommandModel[];
  readonly prose: readonly ProseModel[];
}

/** What one document says: its facts, its edges, and the documents embedded in it. */
export interface Extraction {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  readonly embedded: readonly Document[];
}

/** Texts inside texts inside texts: deeper ones are not looked into. */
const embeddingDepth = 3;

/** Customary edge between an owner and a fact of each kind; a leading `<` means that it runs from the fact to the owner. */
const customary: Readonly<Record<FactKind, Relation | `<${Relation}` | undefined>> = {
  principal: "uses",
  credential: "holds",
  token: "uses",
  identity: "reaches",
  grant: "holds",
  tool: "registers",
  trigger: "<triggers",
  gate: "<guards",
  effect: "reaches",
  log: "records",
  opaque: undefined,
};

/** Asks every front-end what the document says about identity. */
export function extract(
  document: Document,
  frontEnds: readonly ArtifactFrontEnd[],
  tools: ExtractionTools,
): Extraction {
  const collector = new FactCollector(document, tools);
  for (const frontEnd of frontEnds) frontEnd.facts(document, collector);
  return collector.extraction();
}

/** Holds what is recorded of one file; the only place where ids, places and redaction of facts are decided. */
class FactCollector implements Recorder {
  private readonly document: Document;
  private readonly tools: ExtractionTools;
  private readonly facts = new Map<FactId, Fact>();
  private readonly edges = new Map<string, Edge>();
  private readonly embedded: Document[] = [];
  private lines: LineStarts | undefined;

  constructor(document: Document, tools: ExtractionTools) {
    this.document = document;
    this.tools = tools;
  }

  fact<Kind extends FactKind>(draft: FactDraft<Kind>): FactId {
    const value = redactValue(draft.value);
    const written = JSON.stringify(value);
    const location = this.locate(draft.in ?? this.document, draft.at);
    const base = factId(draft.kind, redactValue(draft.anchor), redactValue(draft.key));
    let id = base;
    for (let ordinal = 2; ; ordinal++) {
      const known = this.facts.get(id);
      if (!known) break;
      if (JSON.stringify(known.value) === written) {
        const confidence = surer(known.confidence, draft.confidence ?? "very-high");
        this.facts.set(id, { ...known, confidence, locations: [...known.locations, location] });
        this.own(draft.owner, draft.kind, id);
        return id;
      }
      id = `${base}~${ordinal}`;
    }
    this.facts.set(id, {
      id,
      kind: draft.kind,
      anchor: redactValue(draft.anchor),
      key: redactValue(draft.key),
      value,
      locations: [location],
      confidence: draft.confidence ?? "very-high",
      origin: draft.origin ?? "config",
    } as Fact);
    this.own(draft.owner, draft.kind, id);
    return id;
  }

  edge(from: FactId, relation: Relation, to: FactId): void {
    if (from !== to) this.edges.set(`${from}\n${relation}\n${to}`, { from, relation, to });
  }

  embed(embedding: Embedding, owner: TextOwner, host: Document = this.document): void {
    if (embedding.text.trim() === "" || depthOf(host) >= embeddingDepth) return;
    const parse = this.tools.parserOf(embedding.language) ?? this.tools.parseText;
    const parsed = parse(host.path, embedding.text);
    const document: Document = { ...parsed, host: { document: host, offsets: embedding.offsets } };
    this.embedded.push(document);
    if (document.syntax === "shell") commandFacts(document, owner, this.tools.commands, this);
    if (document.syntax === "markdown") this.prose(document, owner);
  }

  prose(document: Document, owner: TextOwner): void {
    proseFacts(document, owner, this.tools.prose, this);
  }

  extraction(): Extraction {
    return { facts: [...this.facts.values()], edges: [...this.edges.values()], embedded: this.embedded };
  }

  private own(owner: FactId | undefined, kind: FactKind, id: FactId): void {
    const relation = customary[kind];
    if (owner === undefined || relation === undefined) return;
    if (relation.startsWith("<")) this.edge(id, relation.slice(1) as Relation, owner);
    else this.edge(owner, relation as Relation, id);
  }

  private locate(document: Document, node: Node): Location {
    const file = fileDocument(document);
    this.lines ??= lineStartsOf(file.text);
    return locationOf(document, node, this.lines);
  }
}

/** What is told twice is as sure as the surer telling. */
function surer(left: Confidence, right: Confidence): Confidence {
  return confidences.find((confidence) => confidence === left || confidence === right) ?? left;
}

/** Where a node stands in the outermost file; `lines` is that file's line table. A whole file is told as its first line. */
export function locationOf(
  document: Document,
  node: { readonly start: number; readonly end: number },
  lines: LineStarts,
): Location {
  const start = fileOffset(document, node.start);
  const end = Math.max(start, node.end > node.start ? fileOffset(document, node.end - 1) + 1 : start);
  const file = fileDocument(document);
  const region = regionAt(lines, { start, end });
  const multiline = region.endLine > region.startLine;
  if (!multiline) return { path: document.path, region };
  // Code hosts show a finding on the lines it spans: a long construct is told by its first line.
  const lineEnd = (lines[region.startLine] ?? file.text.length + 1) - 1;
  const text = file.text.slice(start, lineEnd).trimEnd();
  return {
    path: document.path,
    region: { ...region, endLine: region.startLine, endColumn: region.startColumn + text.length },
  };
}

function depthOf(document: Document): number {
  let depth = 0;
  for (let host = document.host; host; host = host.document.host) depth++;
  return depth;
}
