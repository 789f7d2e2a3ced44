import type { Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { Confidence, CredentialValue, EffectValue, FactId, FactOrigin, GateValue } from "#model/fact.ts";
import { issuerOf } from "#secrets/credential-issuer.ts";
import { digestOf } from "#artifact/digest.ts";
import { maskCommand, maskPrinted } from "#secrets/command-text.ts";
import { maskNamed, redact } from "#secrets/redact.ts";

/** A principal or tool that was recorded, and what is needed to tell more of it. */
export interface Subject {
  readonly document: Document;
  readonly anchor: string;
  readonly owner: FactId;
  readonly record: Recorder;
}

/** How sure a fact is and where it comes from, where that is not the usual. */
export interface Reading {
  readonly origin?: FactOrigin;
  readonly confidence?: Confidence;
}

/** The natural key of a fact, where the usual one would not keep several apart. */
interface Keyed extends Reading {
  readonly key?: string;
}

/** Characters of a command or text that a report shows. */
const excerptLength = 200;

/**
 * The first line of a text, cut where a word ends: a cut inside a word could leave a part of a secret that is too short
 * to be known as one.
 */
export function excerpt(text: string): string {
  const line = text
    .trimStart()
    .split(/[\r\n]/, 1)[0]!
    .trimEnd();
  if (line.length <= excerptLength) return line;
  const end = line.lastIndexOf(" ", excerptLength);
  return end < 0 ? "…" : `${line.slice(0, end)} …`;
}

/** Characters of a list or a condition that a value holds; beyond, its beginning and a digest stand for it. */
const abridgedLength = 2000;

/** A text on one line as a value holds it, so that no change of it goes unseen: whole, or its beginning and a digest of all. */
export function abridged(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= abridgedLength ? line : `${excerpt(line)} ${digestOf(maskNamed(line))}`;
}

/**
 * What is written, as a value tells it: an excerpt, and a digest of all of it where the excerpt is not all that counts.
 * `beside` is what counts and is not shown.
 */
export function written(text: string, beside = ""): { readonly detail: string; readonly digest?: string } {
  const all = text.replace(/\r\n?/g, "\n").trim();
  const harmless = maskCommand(all);
  const detail = excerpt(redact(harmless));
  return detail === all && beside === ""
    ? { detail }
    : { detail, digest: digestOf(maskNamed(`${harmless}\n${beside}`.trim())) };
}

/**
 * The agent that a product's settings speak of. Its value is the same wherever it is recorded, so that all files of a
 * product speak of one principal.
 */
export function productSubject(document: Document, product: string, record: Recorder): Subject {
  const anchor = `agent/${product}`;
  const owner = record.fact({
    kind: "principal",
    anchor,
    key: product,
    at: document.root,
    value: { type: "agent", product },
  });
  return { document, anchor, owner, record };
}

/** Records a gate of the subject, by default under the name of its setting. */
export function recordGate(
  { anchor, owner, record }: Subject,
  node: Node,
  value: GateValue,
  { key = value.setting, ...reading }: Keyed = {},
): void {
  record.fact({ kind: "gate", anchor, key, owner, at: node, value, ...reading });
}

/** Records an effect that the subject reaches, by default under what it reaches. */
export function recordEffect(
  { anchor, owner, record }: Subject,
  node: Node,
  value: EffectValue,
  { key = `${value.effect}:${value.target}`, ...reading }: Keyed = {},
): FactId {
  const detail = value.detail === undefined ? {} : written(value.detail);
  return record.fact({ kind: "effect", anchor, key, owner, at: node, value: { ...value, ...detail }, ...reading });
}

/** Records a command line that the product runs by itself: the effect, and the text as shell. */
export function recordCommand(subject: Subject, node: Node, target: string, keyed: Keyed = {}): FactId {
  const id = recordEffect(subject, node, { effect: "exec", target, detail: String(node.value) }, keyed);
  subject.record.embed(embeddingOf(subject.document, node, "bash"), subject);
  return id;
}

/** Records a command line whose output is a credential: what it prints by itself is not told. */
export function recordHelper(subject: Subject, node: Node, target: string): void {
  recordEffect(subject, node, { effect: "exec", target, detail: maskPrinted(String(node.value)) });
  subject.record.embed(embeddingOf(subject.document, node, "bash"), subject);
}

/** A credential as the formats tell of it: where it comes from, its name, how it is handed over. */
interface CredentialDraft extends Pick<CredentialValue, "source" | "name"> {
  readonly via?: string;
  readonly authority?: CredentialValue["authority"];
}

/** Records a credential that the subject holds; its issuer is told by its name. */
export function recordCredential(subject: Subject, node: Node, draft: CredentialDraft, reading: Reading = {}): void {
  const { source, name, via, authority = "service" } = draft;
  const issuer = issuerOf(name);
  subject.record.fact({
    kind: "credential",
    anchor: subject.anchor,
    key: `${source}:${name}`,
    owner: subject.owner,
    at: node,
    value: {
      source,
      name,
      lifetime: source === "exchange" || source === "command" ? "unknown" : "long-lived",
      authority,
      ...(via === undefined ? {} : { via }),
      ...(issuer === undefined ? {} : { issuer }),
    },
    ...reading,
  });
}

/** Records that a place could not be resolved. */
export function recordOpaque(subject: Subject, node: Node, key: string, reason: string): void {
  const { anchor, owner, record } = subject;
  record.fact({ kind: "opaque", anchor, key, owner, at: node, value: { reason } });
}

/** The same subject, of which everything that is told from here on is unlikely to be in force. */
export function lessSure(subject: Subject): Subject {
  return { ...subject, record: atMost("low", subject.record) };
}

/** The same recorder, by which what is told is at most so sure. */
export function atMost(most: "medium" | "low", record: Recorder): Recorder {
  return {
    fact: (draft) => record.fact(draft.confidence === "low" ? draft : { ...draft, confidence: most }),
    edge: (from, relation, to) => record.edge(from, relation, to),
    embed: (embedding, owner, host) => record.embed(embedding, owner, host),
    prose: (document, owner) => record.prose(document, owner),
  };
}
