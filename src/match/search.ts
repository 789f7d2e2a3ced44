import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import type { Binding } from "#match/binding.ts";
import type { MatchOptions } from "#match/match-options.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Pattern, PatternItem } from "#match/pattern.ts";
import type { StatementIndex } from "#match/statement-index.ts";

/** A list that shares its tail. */
export interface List<T> {
  readonly head: T;
  readonly tail: List<T> | undefined;
}

/** The pattern matches the node. */
export interface NodeGoal {
  readonly type: "node";
  readonly pattern: Pattern;
  readonly node: Node;
  /** The node is what the whole pattern is tried on, and stands for nothing but itself. */
  readonly isRoot?: true;
  /** How many names were followed to their definitions to come here. */
  readonly hops?: number;
}

/** The items from `at` match the nodes from `from`, in order. */
export interface ItemsGoal {
  readonly type: "items";
  readonly items: readonly PatternItem[];
  readonly at: number;
  readonly nodes: readonly Node[];
  readonly from: number;
}

/** The item at `at` is a `$...X` that stands for the nodes from `from` to before `to`, or for more. */
export interface RestGoal extends Omit<ItemsGoal, "type"> {
  readonly type: "rest";
  readonly name: string;
  readonly to: number;
}

/** The members from `at` match nodes that are not in `used`, the next one none before `from`. */
export interface MembersGoal {
  readonly type: "members";
  readonly items: readonly Pattern[];
  /** `$...X` that binds the nodes left over. */
  readonly rest: string | undefined;
  readonly at: number;
  readonly nodes: readonly Node[];
  readonly from: number;
  readonly used: List<number> | undefined;
}

/** One of the pending nodes, or something below them, matches. */
export interface DeepGoal {
  readonly type: "deep";
  readonly body: Pattern;
  readonly pending: List<Node> | undefined;
  /** Which children of a node are looked at; all, if absent. */
  readonly below?: (node: Node) => readonly Node[];
  /** See `NodeGoal`. */
  readonly isRoot?: true;
}

/**
 * The items from `at` match statements from number `from` on, none from number `to` on. Between two statements that the
 * pattern has side by side nothing may stand, unless `isLoose`: then what lies within the first one may.
 */
export interface StatementsGoal {
  readonly type: "statements";
  readonly items: readonly PatternItem[];
  readonly at: number;
  readonly index: StatementIndex;
  readonly from: number;
  readonly to: number;
  /** More statements may follow the last item. */
  readonly isOpen: boolean;
  readonly isLoose: boolean;
  /** The last statement of the body, where the match ends with what the items reach; absent within a larger match. */
  readonly bodyEnd?: Node;
  /** Where the stretch starts that `$...X` stands for so far. */
  readonly start?: number;
}

/** What is still to be shown. */
export type Goal = NodeGoal | ItemsGoal | RestGoal | MembersGoal | DeepGoal | StatementsGoal;

/** What the steps of a search may do. */
export interface Search {
  readonly root: Node;
  readonly semantics: Semantics;
  readonly options: MatchOptions;
  readonly fuel: Fuel;
  /** One more thing to be shown, first of all. */
  readonly push: (goal: Goal) => void;
  /** Remembers another way to go on from here: `goal`, then what is still to be shown after it. */
  readonly orElse: (goal: Goal) => void;
  /** Holds if the metavariable may stand for this, and from now on does. */
  readonly bind: (name: string, make: () => Binding) => boolean;
  readonly nodeBinding: (node: Node) => Binding;
  readonly contentBinding: (node: Node) => Binding;
  /** What stands from the first node to the last one. */
  readonly stretch: (first: Node | undefined, last: Node | undefined) => Binding;
  /** Remembers the last statement of a sequence, which ends the match. */
  readonly reach: (statement: Node) => void;
}

/** Holds if a list has the number among its items. */
export function holds(list: List<number> | undefined, index: number): boolean {
  for (let current = list; current; current = current.tail) if (current.head === index) return true;
  return false;
}
