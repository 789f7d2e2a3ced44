import { part, parts } from "#flow/declarations.ts";
import { calleeOf, lastName } from "#access/called-names.ts";
import { transparent } from "#access/transparent.ts";
import type { Node } from "#model/document.ts";

/** Where a value stands, as seen from a call: an argument, of an earlier call on the way if so, and what leads on from there. */
export interface ArgumentPath {
  /** A place from 0, or a name. */
  readonly root: string;
  readonly of?: string;
  /** `.name`, or what leads to no one place that is written. */
  readonly steps: readonly string[];
}

/** Calls of a chain that are looked at: `a().b().c()`. */
const longestChain = 100;

/**
 * The node among the arguments of a call where a value is written. Where it is not taken apart there, as in `call(options)`,
 * the node of the whole; undefined where nothing is written.
 */
export function writtenAt(call: Node, { root, of, steps }: ArgumentPath): Node | undefined {
  const asked = of === undefined ? call : callOnTheWay(call, of);
  let at = asked && argumentAt(asked, root);
  for (const step of steps) {
    if (at?.kind !== "mapping" || !step.startsWith(".")) return at;
    at = entryOf(at, step.slice(1));
  }
  return at;
}

function callOnTheWay(call: Node, name: string): Node | undefined {
  let at: Node | undefined = call;
  for (let count = 0; at && count < longestChain; count++) {
    if (at.kind === "call" || at.kind === "new") {
      const callee = calleeOf(at);
      if (at !== call && lastName(callee) === name) return at;
      at = part(at, "callee");
    } else at = part(at, "object");
  }
  return undefined;
}

function argumentAt(call: Node, root: string): Node | undefined {
  const given = parts(call, "argument");
  const named = given.find(({ kind, value }) => kind === "keyword-argument" && String(value) === root);
  if (named) return part(named, "value");
  if (!/^\d+$/.test(root)) return undefined;
  const positional = given.filter(({ kind }) => kind !== "keyword-argument").slice(0, Number(root) + 1);
  // Behind what is spread nobody knows the places.
  const found = positional.some(({ kind }) => kind === "spread") ? undefined : positional[Number(root)];
  return found && transparent(found);
}

function entryOf(mapping: Node, name: string): Node | undefined {
  const pair = parts(mapping, "entry").findLast((entry) => String(part(entry, "key")?.value) === name);
  const value = pair && part(pair, "value");
  return value && transparent(value);
}
