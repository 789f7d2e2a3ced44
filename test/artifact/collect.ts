import type { ArtifactFrontEnd, FactDraft, Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, SyntaxName } from "#model/document.ts";
import { factId, type Confidence, type FactKind, type FactOrigin } from "#model/fact.ts";
import { syntaxes, syntaxOf } from "#syntax/table.ts";

/** A fact as a front-end drafted it, with the text it points at. */
export interface CollectedFact {
  readonly id: string;
  readonly kind: FactKind;
  readonly anchor: string;
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly owner?: string;
  readonly confidence: Confidence;
  readonly origin: FactOrigin;
  /** The text of the node it points at. */
  readonly at: string;
}

/** What a front-end told of one document, unredacted and in its order. */
export interface Collected {
  readonly facts: readonly CollectedFact[];
  /** `from relation to`. */
  readonly edges: readonly string[];
  readonly embedded: readonly { readonly language: string; readonly text: string; readonly anchor: string }[];
  /** Anchors for which the document was told as prose. */
  readonly prose: readonly string[];
}

/** Collects what a front-end says of a document. Edges are those it states itself, without the customary ones. */
export function collect(frontEnd: ArtifactFrontEnd, document: Document): Collected {
  const facts: CollectedFact[] = [];
  const edges: string[] = [];
  const embedded: { language: string; text: string; anchor: string }[] = [];
  const prose: string[] = [];
  const record: Recorder = {
    fact(draft) {
      const fact = collected(draft, draft.in ?? document);
      facts.push(fact);
      return fact.id;
    },
    edge: (from, relation, to) => void edges.push(`${from} ${relation} ${to}`),
    embed: ({ language, text }, { anchor }: TextOwner) => void embedded.push({ language, text, anchor }),
    prose: (_, { anchor }) => void prose.push(anchor),
  };
  frontEnd.facts(document, record);
  return { facts, edges, embedded, prose };
}

function collected<Kind extends FactKind>(draft: FactDraft<Kind>, document: Document): CollectedFact {
  return {
    id: factId(draft.kind, draft.anchor, draft.key),
    kind: draft.kind,
    anchor: draft.anchor,
    key: draft.key,
    value: draft.value as unknown as Readonly<Record<string, unknown>>,
    ...(draft.owner === undefined ? {} : { owner: draft.owner }),
    confidence: draft.confidence ?? "very-high",
    origin: draft.origin ?? "config",
    at: document.text.slice(draft.at.start, draft.at.end),
  };
}

/** Parses a text as the front-end asks, or as the ending of its name says, and collects what the front-end says. */
export function collectText(frontEnd: ArtifactFrontEnd, path: string, text: string): Collected {
  return collect(frontEnd, documentOf(path, text, frontEnd.syntax));
}

/** Parses a text as one syntax, by default the one that the ending of its name says. */
export function documentOf(path: string, text: string, syntax: SyntaxName = syntaxOf(path) ?? "text"): Document {
  return syntaxes[syntax](path, text);
}

/** `key → value` of the facts of one kind, for comparison as a whole. */
export function factsOf(collection: Collected, kind: FactKind): Record<string, unknown>[] {
  const found = collection.facts.filter((fact) => fact.kind === kind);
  return found.map(({ anchor, key, value }) => Object.assign({ anchor, key }, value));
}
