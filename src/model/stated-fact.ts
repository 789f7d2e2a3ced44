import type { ApiModel } from "#model/api-model.ts";
import type { Document, Node } from "#model/document.ts";
import type { Confidence, FactKind } from "#model/fact.ts";
import type { Problem } from "#model/problem.ts";
import type { Needs } from "#model/needs.ts";

/** A function that a call registers. */
export interface Handler {
  /** The parameters to which what triggers it is given. */
  readonly inputs: readonly Node[];
  /** What runs first in it, if anything does. */
  readonly beginning: Node | undefined;
}

/** A fact that a call states, as the file alone decides it, for rules that ask for facts. */
export interface StatedFact {
  readonly kind: FactKind;
  readonly key: string;
  /** Undefined where the row does not say what the fact belongs to. */
  readonly anchor: string | undefined;
  /** Whose interface is called: the name of the file of rows. */
  readonly system: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly conditional: boolean;
  readonly confidence: Confidence;
  /** The call; of a decorator what is decorated, of a base the class that is derived from it. */
  readonly node: Node;
  /** The functions that the call registers, as far as they are known. */
  readonly handlers: readonly Handler[];
  /** Where the value of a field is written among the arguments of the call, if it is. */
  readonly placeOf: (field: string) => Node | undefined;
  /** Whether something is given for the field, known or not; undefined where the interface has no place for it. */
  readonly isGiven: (field: string) => boolean | undefined;
}

/** What calls are known to state: what rules that ask for facts are given. */
export interface StatedFacts {
  readonly rows: readonly ApiModel[];
  /** What a file must hold for the row to speak of it. */
  readonly needsOf: (row: ApiModel) => Needs;
  /** The rows whose words a document holds: none other speaks of it. */
  readonly rowsIn: (document: Document) => ReadonlySet<ApiModel>;
  /** The facts of a document; with the problem and without any, if they took too many steps to follow. Never throws on input. */
  readonly statedIn: (document: Document) => { readonly facts: readonly StatedFact[]; readonly problem?: Problem };
}

/** What the engine says of facts besides their rows. */
export const saidByEngine: Readonly<Partial<Record<FactKind, readonly string[]>>> = {
  grant: ["decision"],
  tool: ["registration", "description", "schema", "conditional"],
  credential: ["name"],
  effect: ["target"],
  gate: ["covers"],
  trigger: ["source"],
  opaque: ["reason"],
};
