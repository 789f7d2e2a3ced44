import { environmentCredentials, type CommandText } from "#artifact/command-credentials.ts";
import { commandFacts } from "#artifact/command-facts.ts";
import { proseFacts } from "#artifact/prose-facts.ts";
import { shownCommands } from "#artifact/shown-commands.ts";
import type { ArtifactFrontEnd, FactDraft, Recorder, Role, TextOwner } from "#model/artifact.ts";
import { fileDocument, fileOffset, type Document, type Embedding, type Node, type Parse } from "#model/document.ts";
import {
  customaryEdge,
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

/** Asks every front-end what the document says about identity. */
export function extract(
  document: Document,
  frontEnds: readonly ArtifactFrontEnd[],
  tools: ExtractionTools,
): Extraction {
  const collector = new FactCollector(document, tools);
  for (const frontEnd of frontEnds) frontEnd.facts(document, collector);
  if (!frontEnds.some(({ role }) => tellsEnvironment.has(role))) collector.environment();
  return collector.extraction();
}

/** Roles of files that say themselves what the environment of their commands holds. */
const tellsEnvironment: ReadonlySet<Role> = new Set(["workflow", "iac"]);

/** A fact that still gathers places. */
type OpenFact = Omit<Fact, "locations"> & { readonly locations: Location[] };

/** Holds what is recorded of one file; the only place where ids, places and redaction of facts are decided. */
class FactCollector implements Recorder {
  private readonly document: Document;
  private readonly tools: ExtractionTools;
  private readonly facts = new Map<FactId, OpenFact>();
  private readonly maskedAnchors = new Map<string, string>();
  private readonly idsByValue = new Map<FactId, Map<string, FactId>>();
  private readonly edges = new Map<string, Edge>();
  private readonly embedded: Document[] = [];
  private readonly commands: CommandText[] = [];
  private lines: LineStarts | undefined;

  constructor(document: Document, tools: ExtractionTools) {
    this.document = document;
    this.tools = tools;
  }

  fact<Kind extends FactKind>(draft: FactDraft<Kind>): FactId {
    const { kind, owner, confidence = "very-high", origin = "config" } = draft;
    const value = redactValue(draft.value);
    const key = redactValue(draft.key);
    const anchor = this.anchorOf(draft.anchor);
    const id = this.idOf(factId(kind, anchor, key), JSON.stringify(value));
    const location = this.locate(draft.in ?? this.document, draft.at);
    const known = this.facts.get(id);
    if (!known || isSurer(confidence, known.confidence)) {
      // What was told less surely elsewhere adds no place to what is told here.
      const fact = {
        id,
        kind,
        anchor,
        key,
        value,
        locations: [location],
        confidence,
        origin,
      } as OpenFact;
      this.facts.set(id, fact);
    } else if (known.confidence === confidence) known.locations.push(location);
    this.own(owner, kind, id);
    return id;
  }

  /** A name as it may be shown. Those that are masked look alike and are not the same: each is told apart by its file. */
  private anchorOf(name: string): string {
    const known = this.maskedAnchors.get(name);
    if (known !== undefined) return known;
    const shown = redactValue(name);
    if (shown === name) return name;
    const ordinal = this.maskedAnchors.size === 0 ? "" : ` ${this.maskedAnchors.size + 1}`;
    const anchor = `${shown}${ordinal} of ${redactValue(this.document.path)}`;
    this.maskedAnchors.set(name, anchor);
    return anchor;
  }

  /** The id of a fact of this value: the base id for the first value it is told with, an ordinal for each further one. */
  private idOf(base: FactId, value: string): FactId {
    const ids = this.idsByValue.get(base) ?? new Map<string, FactId>();
    this.idsByValue.set(base, ids);
    const id = ids.get(value) ?? (ids.size === 0 ? base : `${base}~${ids.size + 1}`);
    ids.set(value, id);
    return id;
  }

  edge(from: FactId, relation: Relation, to: FactId): void {
    const [start, end] = [this.givenId(from), this.givenId(to)];
    if (start !== end) this.edges.set(`${start}\n${relation}\n${end}`, { from: start, relation, to: end });
  }

  /** The id as it was given out here; that of a fact of another file is redacted as that file's is, part by part. */
  private givenId(id: FactId): FactId {
    if (this.facts.has(id)) return id;
    const [colon, hash] = [id.indexOf(":"), id.indexOf("#")];
    return `${id.slice(0, colon)}:${redactValue(id.slice(colon + 1, hash))}#${redactValue(id.slice(hash + 1))}`;
  }

  embed(embedding: Embedding, owner: TextOwner, host: Document = this.document): void {
    if (embedding.text.trim() === "" || depthOf(host) >= embeddingDepth) return;
    const document = this.parsed(embedding, host);
    this.embedded.push(document);
    if (document.syntax === "shell") {
      commandFacts(document, owner, this.tools.commands, this);
      this.commands.push({ document, owner });
    }
    if (document.syntax === "markdown") this.prose(document, owner);
  }

  prose(document: Document, owner: TextOwner): void {
    proseFacts(document, owner, this.tools.prose, this);
    for (const embedding of shownCommands(document))
      this.commands.push({ document: this.parsed(embedding, document), owner });
  }

  /** Records what the commands that were told take from their environment, once all of them and all settings are known. */
  environment(): void {
    const settings = new Set(this.facts.keys());
    environmentCredentials(this.commands, { record: this, isTold: (id) => settings.has(id) });
  }

  private parsed(embedding: Embedding, host: Document): Document {
    const parse = this.tools.parserOf(embedding.language) ?? this.tools.parseText;
    const place = { document: host, offsets: embedding.offsets };
    const parsed = parse(host.path, embedding.text, place);
    return parsed.host ? parsed : { ...parsed, host: place };
  }

  extraction(): Extraction {
    return { facts: [...this.facts.values()] as Fact[], edges: [...this.edges.values()], embedded: this.embedded };
  }

  private own(owner: FactId | undefined, kind: FactKind, id: FactId): void {
    const edge = owner === undefined ? undefined : customaryEdge(owner, { id, kind });
    if (edge) this.edge(edge.from, edge.relation, edge.to);
  }

  private locate(document: Document, node: Node): Location {
    const file = fileDocument(document);
    this.lines ??= lineStartsOf(file.text);
    return locationOf(document, node, this.lines);
  }
}

function isSurer(one: Confidence, other: Confidence): boolean {
  return confidences.indexOf(one) < confidences.indexOf(other);
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
