import type { Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import { partOf } from "#match/code-pattern.ts";
import { nodeIndex } from "#match/node-index.ts";
import type { Pattern, PatternItem, ShapePattern } from "#match/pattern.ts";

type CallsByName = ReadonlyMap<string, readonly Node[]>;

const indexes = new WeakMap<Node, CallsByName>();

/** The name that a pattern of a call calls, or of what it reads from something; undefined if it may be any. */
export function calledName(pattern: Pattern): string | undefined {
  if (pattern.type !== "shape" || (pattern.kind !== "call" && pattern.kind !== "new")) return undefined;
  const callee = itemOf(pattern, "callee");
  const isMember = callee?.type === "shape" && callee.kind === "member";
  const name = isMember ? itemOf(callee, "property") : callee;
  return name?.type === "shape" && name.kind === "name" && name.value !== undefined ? String(name.value) : undefined;
}

function itemOf({ parts }: ShapePattern, role: "callee" | "property"): PatternItem | undefined {
  return parts.find((part) => part.role === role)?.items[0];
}

/** The calls under `root` of what has a name, as it is written or as an import brings it, in source order. */
export function callsOf(name: string, root: Node, semantics: Semantics): readonly Node[] {
  let index = indexes.get(root);
  if (!index) {
    index = build(root, semantics);
    indexes.set(root, index);
  }
  return index.get(name) ?? [];
}

const members = new WeakMap<Node, readonly Node[]>();

/** What may be a member of something: members, casts of them, and names that an import brings, in source order for each kind. */
export function membersOf(root: Node, semantics: Semantics): readonly Node[] {
  const known = members.get(root);
  if (known) return known;
  const { byKind } = nodeIndex(root);
  const isBrought = (name: Node) => semantics.pathsOf(name).length > 0 || semantics.guessedPathsOf(name).length > 0;
  const found = [
    ...(byKind.get("member") ?? []),
    ...(byKind.get("name") ?? []).filter(isBrought),
    ...(byKind.get("cast") ?? []),
  ];
  members.set(root, found);
  return found;
}

function build(root: Node, semantics: Semantics): CallsByName {
  const index = new Map<string, Node[]>();
  const { byKind } = nodeIndex(root);
  for (const call of [...(byKind.get("call") ?? []), ...(byKind.get("new") ?? [])]) {
    for (const name of namesOf(call, semantics)) {
      const alike = index.get(name);
      if (alike) alike.push(call);
      else index.set(name, [call]);
    }
  }
  return index;
}

function namesOf(call: Node, semantics: Semantics): ReadonlySet<string> {
  let callee = call.kind === "decorator" ? call.children[0] : partOf(call, "callee");
  while (callee?.kind === "cast") callee = callee.children[0];
  const name = callee?.kind === "member" ? partOf(callee, "property") : callee;
  if (name?.kind !== "name") return new Set();
  const brought = name === callee ? [...semantics.pathsOf(name), ...semantics.guessedPathsOf(name)] : [];
  return new Set([String(name.value), ...brought.map((path) => path.slice(path.lastIndexOf(".") + 1))]);
}
