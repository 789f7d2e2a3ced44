/** A text to look for; a plain string means that case matters. `everywhere`: all its places are wanted, not only whether it occurs. */
export type Literal = string | { readonly text: string; readonly ignoreCase: boolean; readonly everywhere?: boolean };

/** Looks for many literals in one pass. */
export interface Prefilter {
  /**
   * The indexes of the literals that occur in the UTF-8 text `bytes`; an empty literal always does. Literals that are
   * looked for everywhere are told in `places` alone: index and end of each place, one after the other, in the order of
   * the ends. At most `mostPlaces` of them are kept.
   */
  scan(bytes: Uint8Array, places?: number[]): Set<number>;
}

/** Places that one scan keeps: more than any text has that was not made for it. */
export const mostPlaces = 1_000_000;

/**
 * Makes the automaton (Aho and Corasick) over bytes. Upper case is folded into lower case in it, and where case matters
 * the text is compared once more at the place of a hit. Bytes that no literal holds share one class, so that a state is
 * a short row. Building costs no more than loading a built one would, so every process builds its own.
 */
export function buildPrefilter(literals: readonly Literal[]): Prefilter {
  const needles = literals.map(needleOf);
  const automaton = complete(buildTrie(needles));
  const always = needles.flatMap(({ folded }, index) => (folded.length === 0 ? [index] : []));
  return { scan: (bytes, places = []) => scanBytes(bytes, needles, automaton, { found: new Set(always), places }) };
}

interface Needle {
  readonly folded: Uint8Array;
  /** The bytes to compare with at a hit; absent where case does not matter or the literal has no letters. */
  readonly exact: Uint8Array | undefined;
  readonly everywhere: boolean;
}

/** What a scan fills. */
interface Hits {
  readonly found: Set<number>;
  readonly places: number[];
}

const encoder = new TextEncoder();

function needleOf(literal: Literal): Needle {
  const {
    text,
    ignoreCase,
    everywhere = false,
  } = typeof literal === "string" ? { text: literal, ignoreCase: false } : literal;
  const exact = encoder.encode(text);
  // Only ASCII letters are folded: no other byte has a case.
  const folded = exact.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
  return { folded, exact: ignoreCase || !/[A-Za-z]/.test(text) ? undefined : exact, everywhere };
}

/** States are numbered by depth, so that those visited most lie together; 0 is the start. */
interface Automaton {
  /** Byte → column. */
  readonly classes: Uint8Array;
  readonly width: number;
  /** State × width + column → state, with `accepting` added where a literal ends. */
  readonly next: Uint16Array | Int32Array;
  readonly accepting: number;
  /** State → place in `accepted`. */
  readonly places: Int32Array;
  readonly accepted: readonly (readonly number[])[];
  /** Per place: the number of the scan in which all its literals were found, so that nothing need be cleared. */
  readonly settled: Float64Array;
  scans: number;
}

function scanBytes(
  bytes: Uint8Array,
  needles: readonly Needle[],
  automaton: Automaton,
  { found, places: told }: Hits,
): Set<number> {
  const { classes, width, next, accepting, places, accepted, settled } = automaton;
  const scan = ++automaton.scans;
  const { length } = bytes;
  let state = 0;
  for (let at = 0; at < length; at++) {
    state = next[state * width + classes[bytes[at]!]!]!;
    if (state < accepting) continue;
    state -= accepting;
    const place = places[state]!;
    if (settled[place] === scan) continue;
    settled[place] = scan;
    for (const index of accepted[place]!) {
      if (needles[index]!.everywhere) {
        settled[place] = 0;
        if (told.length < 2 * mostPlaces && endsAt(bytes, at + 1, needles[index]!.exact)) told.push(index, at + 1);
        continue;
      }
      if (found.has(index)) continue;
      if (endsAt(bytes, at + 1, needles[index]!.exact)) found.add(index);
      else settled[place] = 0;
    }
  }
  return found;
}

/** Holds if `exact`, where it has to be compared, ends at `end`. */
function endsAt(bytes: Uint8Array, end: number, exact: Uint8Array | undefined): boolean {
  if (!exact) return true;
  const start = end - exact.length;
  for (let index = 0; index < exact.length; index++) if (bytes[start + index] !== exact[index]) return false;
  return true;
}

/** The tree of all folded literals. Node 0 is the root; 0 as child or sibling means none. */
interface Trie {
  readonly classes: Uint8Array;
  readonly width: number;
  readonly count: number;
  readonly child: Int32Array;
  readonly sibling: Int32Array;
  /** The class that leads to the node. */
  readonly column: Uint8Array;
  /** Node → the literals that end there. */
  readonly ends: ReadonlyMap<number, readonly number[]>;
}

function buildTrie(needles: readonly Needle[]): Trie {
  const most = needles.reduce((sum, { folded }) => sum + folded.length, 1);
  const { classes, width } = classesOf(needles);
  const child = new Int32Array(most);
  const sibling = new Int32Array(most);
  const column = new Uint8Array(most);
  const ends = new Map<number, number[]>();
  let count = 1;
  for (const [index, { folded }] of needles.entries()) {
    let node = 0;
    for (const byte of folded) {
      let step = child[node]!;
      while (step !== 0 && column[step] !== classes[byte]) step = sibling[step]!;
      if (step === 0) {
        step = count++;
        sibling[step] = child[node]!;
        child[node] = step;
        column[step] = classes[byte]!;
      }
      node = step;
    }
    if (node !== 0) ends.set(node, [...(ends.get(node) ?? []), index]);
  }
  return { classes, width, count, child, sibling, column, ends };
}

/** Class 0 is every byte that no literal holds. Upper case has the class of lower case, so at most 230 are used. */
function classesOf(needles: readonly Needle[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(256);
  let width = 1;
  for (const { folded } of needles) for (const byte of folded) if (classes[byte] === 0) classes[byte] = width++;
  for (let byte = 65; byte <= 90; byte++) classes[byte] = classes[byte + 32]!;
  return { classes, width };
}

/**
 * Makes rows of the tree, breadth first. The row of a state is that of its fallback, the longest end of what was read
 * that begins a literal too, and its own children over it; fallbacks are shallower, so their rows are complete.
 */
function complete({ classes, width, count, child, sibling, column, ends }: Trie): Automaton {
  const accepting = count <= 0x8000 ? 0x8000 : 0x4000_0000;
  const next = count <= 0x8000 ? new Uint16Array(count * width) : new Int32Array(count * width);
  const nodes = new Int32Array(count);
  const fallbacks = new Int32Array(count);
  const places = new Int32Array(count).fill(-1);
  const accepted: (readonly number[])[] = [];
  let known = 1;
  for (let state = 0; state < known; state++) {
    const row = state * width;
    const fallbackRow = fallbacks[state]! * width;
    if (state !== 0) next.copyWithin(row, fallbackRow, fallbackRow + width);
    for (let node = child[nodes[state]!]!; node !== 0; node = sibling[node]!) {
      const reached = known++;
      const cell = row + column[node]!;
      const fallback = next[cell]! % accepting;
      const shorter = accepted[places[fallback]!] ?? [];
      const literals = ends.has(node) ? [...ends.get(node)!, ...shorter] : shorter;
      if (literals.length > 0) places[reached] = accepted.push(literals) - 1;
      nodes[reached] = node;
      fallbacks[reached] = fallback;
      next[cell] = literals.length > 0 ? reached + accepting : reached;
    }
  }
  return { classes, width, next, accepting, places, accepted, settled: new Float64Array(accepted.length), scans: 0 };
}
