import type { Confidence, FactKind } from "#model/fact.ts";

/** A thing with a name of its own, which facts hang on. */
export interface DrawableAnchor {
  /** `agent`, `server`, `skill`, …; empty where the anchor has no type. */
  readonly type: string;
  readonly name: string;
}

/** A fact as it is drawn; other facts and anchors are meant by their place in the lists. All texts are harmless to look at. */
export interface DrawableFact {
  readonly kind: FactKind;
  readonly anchor: number;
  /** In a few words, and whether a reviewer should look twice. */
  readonly text: string;
  readonly alarming: boolean;
  readonly confidence: Confidence;
  /** `path:line:column` of the first place. */
  readonly place: string;
  /** On whose authority: a credential's own, else that of whoever acts there. */
  readonly authority?: string;
  readonly lifetime?: string;
  /** What is reached by it: `github`, `shell`, `database`. */
  readonly system?: string;
  /** Of principals: holds for agents. */
  readonly agent?: true;
  /** The gates before it that may say no. */
  readonly gates: readonly number[];
}

/** The surface of a tree, as far as it is drawn. */
export interface DrawableGraph {
  readonly anchors: readonly DrawableAnchor[];
  readonly facts: readonly DrawableFact[];
  /** Which fact leads to which. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** What a box stands for. */
export type DrawnRole = "trigger" | "agent" | "principal" | "fact" | "system" | "more";

/** A box of a drawing. */
export interface DrawnNode {
  /** The same for the same thing in every drawing of one graph. */
  readonly id: string;
  readonly role: DrawnRole;
  readonly title: string;
  readonly detail: string;
  readonly alarming: boolean;
  /** The facts that it stands for, or, of a system, that lead to it. */
  readonly facts: readonly number[];
  /** Where it stands for an anchor, which one, and whether its facts are drawn by themselves. */
  readonly anchor?: number;
  readonly open?: boolean;
}

/** A line between two boxes: how many facts it leads to, and the gates that stand before them. */
export interface DrawnLink {
  readonly from: string;
  readonly to: string;
  readonly gates: readonly number[];
  readonly openCount: number;
  readonly gatedCount: number;
}

/** Boxes and lines; nothing in it says where they stand. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
  /** Things with a name that are not drawn, since there is no room. */
  readonly left: number;
}
