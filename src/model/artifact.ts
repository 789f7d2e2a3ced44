import type { Document, Embedding, Node, SyntaxName } from "#model/document.ts";
import type { Confidence, FactId, FactKind, FactOrigin, FactValues, Relation } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";

/** The role a file plays; it decides which facts are looked for. A file may play several. */
export type Role =
  | "skill"
  | "agent-settings"
  | "mcp-config"
  | "instructions"
  | "agent-definition"
  | "workflow"
  | "iac"
  | "package"
  | "source";

/** What an artifact front-end says of one fact; the recorder makes id and locations of it. */
export interface FactDraft<Kind extends FactKind> {
  readonly kind: Kind;
  readonly anchor: string;
  readonly key: string;
  readonly value: FactValues[Kind];
  /** The node to point at: the key or value where a reviewer must look first. */
  readonly at: Node;
  /** The document `at` belongs to, where it is not the one being read: an embedded one. */
  readonly in?: Document;
  /**
   * The principal or tool that the fact belongs to. It records the customary edge: the owner `holds` credentials and
   * grants, `reaches` effects, `registers` tools, `uses` principals; gates `guards` it, triggers `triggers` it.
   */
  readonly owner?: FactId;
  /** Default: `very-high`. */
  readonly confidence?: Confidence;
  /** Default: `config`. */
  readonly origin?: FactOrigin;
}

/** Whose an embedded or quoted text is. */
export interface TextOwner {
  readonly anchor: string;
  readonly owner?: FactId;
}

/** What a front-end may tell while it reads one document. */
export interface Recorder {
  /** Records a fact and returns its id. Strings in the value are redacted here, once, for all front-ends. */
  fact<Kind extends FactKind>(draft: FactDraft<Kind>): FactId;
  edge(from: FactId, relation: Relation, to: FactId): void;
  /**
   * Records a text in another syntax: it becomes a document with positions of the outer file, rules run over it, and
   * the facts that its commands are (`rules/models/commands.yaml`) are recorded for the owner.
   */
  embed(embedding: Embedding, owner: TextOwner, host?: Document): void;
  /** Records the facts that the sentences and code spans of a text written for a model are (`rules/models/prose.yaml`). */
  prose(document: Document, owner: TextOwner): void;
}

/** One artifact format: how it is recognised and what it says. One file in `artifact/`, one line in its table. */
export interface ArtifactFrontEnd {
  /** Kebab-case name of the format: `claude-settings`. */
  readonly format: string;
  readonly role: Role;
  /** The syntax to parse with, where the file name does not decide. */
  readonly syntax?: SyntaxName;
  /** Holds if the path alone says that the file has this format. Pure. */
  claims(path: RepoPath): boolean;
  /** Byte strings, one of which a file of this format must hold if its name says nothing; absent: known by name only. */
  readonly markers?: readonly string[];
  /** Holds if the content says that the file has this format, asked only of files that hold a marker and of no claimed format. */
  recognises?(document: Document): boolean;
  /** Tells the recorder what the document says about identity. */
  facts(document: Document, record: Recorder): void;
}
