import { caseRanges, swapped, writeCharacter, writeSet } from "#match/regex-characters.ts";
import { unsetReferences } from "#match/regex-references.ts";
import { type CodeRange, type RegexNode, RegexSyntaxError, type RegexTree } from "#match/regex-tree.ts";

/** An expression in the spelling of JavaScript. */
export interface WrittenRegex {
  readonly source: string;
  readonly flags: string;
  /** By number of a capturing group: its number in the written expression. */
  readonly groups: readonly number[];
  /** Every letter ignores case. */
  readonly foldsAll: boolean;
  /** References that cannot match. */
  readonly unset: ReadonlySet<RegexNode>;
}

/** Writes an expression down with its meaning kept. Throws `RegexSyntaxError` for a reference to no group. */
export function writeRegex(tree: RegexTree): WrittenRegex {
  const writer = writerFor(tree);
  const { groups, foldsAll, unset } = writer;
  const flags = `g${tree.captures > 0 ? "d" : ""}u${foldsAll ? "i" : ""}`;
  return { source: write(tree.root, writer), flags, groups, foldsAll, unset };
}

/** What writing a tree down needs to know of the whole of it. */
interface Writer {
  /** Every letter ignores case, so that the engine's own flag does it. */
  readonly foldsAll: boolean;
  /** By number of a capturing group: its number in the written expression. */
  readonly groups: readonly number[];
  /** Atomic groups and the numbers of the groups that they become; behind a place, where nothing can be, they are plain. */
  readonly atomics: ReadonlyMap<RegexNode, number>;
  /** References that cannot match. */
  readonly unset: ReadonlySet<RegexNode>;
}

function writerFor(tree: RegexTree): Writer {
  const groups: number[] = [0];
  const atomics = new Map<RegexNode, number>();
  let written = 0;
  let folded = 0;
  let exact = 0;
  const stack = [{ node: tree.root, isBehind: false }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node } = next;
    const isBehind = node.type === "look" ? node.sigil.includes("<") : next.isBehind;
    if (node.type === "capture") groups[node.index] = ++written;
    else if (node.type === "atomic" && !isBehind) atomics.set(node, ++written);
    else if ((node.type === "character" || node.type === "set") && hasCase(node)) {
      if (node.ignoreCase) folded++;
      else exact++;
    }
    for (const child of childrenOf(node).reverse()) stack.push({ node: child, isBehind });
  }
  return { foldsAll: folded > 0 && exact === 0, groups, atomics, unset: unsetReferences(tree.root) };
}

/** The parts of a node, in source order. */
function childrenOf(node: RegexNode): RegexNode[] {
  if (node.type === "sequence") return [...node.items];
  if (node.type === "choice") return [...node.options];
  return "body" in node ? [node.body] : [];
}

/** Holds if it makes a difference whether the node ignores case. */
function hasCase(node: RegexNode): boolean {
  if (node.type === "character") return swapped(node.code) !== undefined;
  if (node.type !== "set") return false;
  const { ranges, escapes } = node.set;
  const holds = ([from, to]: CodeRange) => ranges.some(([first, last]) => first <= from && to <= last);
  return escapes.length > 0 || !ranges.flatMap(caseRanges).every(holds);
}

function write(node: RegexNode, writer: Writer): string {
  switch (node.type) {
    case "character":
      return writeCharacter(node, writer.foldsAll);
    case "set":
      return writeSet(node.set, node.ignoreCase && !writer.foldsAll);
    case "assertion":
      return node.source;
    case "sequence":
      return node.items
        .map((item) => (item.type === "choice" ? `(?:${write(item, writer)})` : write(item, writer)))
        .join("");
    case "choice":
      return node.options.map((option) => write(option, writer)).join("|");
    case "capture":
      return `(${write(node.body, writer)})`;
    case "atomic":
      return writeAtomic(node.body, writer.atomics.get(node), writer);
    case "look":
      return `(${node.sigil}${write(node.body, writer)})`;
    case "repeat":
      return `(?:${write(node.body, writer)})${quantifier(node.min, node.max)}${node.lazy ? "?" : ""}`;
    case "backreference":
    default:
      return writer.unset.has(node) ? "(?!)" : writeReference(node.index, writer);
  }
}

function writeAtomic(body: RegexNode, group: number | undefined, writer: Writer): string {
  const text = write(body, writer);
  return group === undefined ? `(?:${text})` : `(?:(?=(${text}))\\${group})`;
}

function writeReference(index: number, writer: Writer): string {
  const written = writer.groups[index];
  if (written === undefined) throw new RegexSyntaxError(`there is no group ${index}`, 0);
  return `(?:\\${written})`;
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  return min === 0 && max === 1 ? "?" : `{${min},${max}}`;
}
