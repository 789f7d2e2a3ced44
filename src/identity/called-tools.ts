import type { CallArguments, FunctionValue, Lazy, Value } from "#access/value.ts";
import { handedFunctions } from "#identity/handlers.ts";
import type { ApiFact } from "#identity/row-facts.ts";
import { selected } from "#identity/selector.ts";
import type { Fact, FactId } from "#model/fact.ts";
import type { Location, RepoPath } from "#model/location.ts";

/** A tool that is only listed. */
export interface ListedTool {
  readonly fact: FactId;
  readonly anchor: string;
  readonly name: string;
  readonly module: RepoPath;
  readonly location: Location;
}

/** What runs when tools of an anchor are called. */
export interface ToolCaller {
  readonly anchor: string;
  readonly module: RepoPath;
  readonly functions: readonly FunctionValue[];
  /** Where the name of the tool stands in what the functions are given. */
  readonly name: string;
  readonly location: Location;
}

/** The tool that a fact is, if it is only listed. */
export function listedTool({ model }: ApiFact, fact: Fact): readonly ListedTool[] {
  const [location] = fact.locations;
  if (!model.listed || fact.kind !== "tool" || !location) return [];
  return [{ fact: fact.id, anchor: fact.anchor, name: fact.key, module: location.path, location }];
}

/** What runs for listed tools, by a row that says so. */
export function toolCaller({ model, selection, at }: ApiFact, anchor: string): readonly ToolCaller[] {
  if (!model.calls) return [];
  const values = selected(model.calls.handler, selection);
  const functions = handedFunctions(selection.evaluator, values);
  const location = { path: at.module, region: at.region };
  return [{ anchor, module: at.module, functions, name: model.calls.name, location }];
}

/** What runs for a tool: what is said in its own module, if anything is, else for its anchor. */
export function callersOf({ anchor, module }: ListedTool, callers: readonly ToolCaller[]): readonly ToolCaller[] {
  const all = callers.filter((caller) => caller.anchor === anchor);
  const near = all.filter((caller) => caller.module === module);
  return near.length > 0 ? near : all;
}

/** What a function is given when a tool is called: the name stands at a place of it, and all else is unknown. */
export function givenForTool(tool: string, { name }: Pick<ToolCaller, "name">): CallArguments {
  const [place = "0", ...path] = name.split(".");
  const text: Lazy = { values: [{ kind: "constant", value: tool }] };
  const value = path.reduceRight((inner: Lazy, key): Lazy => ({ values: [holding(key, inner)] }), text);
  const before = Array.from({ length: Number(place) }, () => nothing);
  return { positional: [...before, { value, conditional: false }], named: [], isOpen: true };
}

const nothing = { value: { values: [{ kind: "unknown" } as const] }, conditional: false };

function holding(key: string, value: Lazy): Value {
  return { kind: "object", entries: [{ key, value, conditional: false }], isOpen: true };
}
