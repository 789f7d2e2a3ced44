import { unescapedText } from "#model/unescaped.ts";

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
  /** The same, with the literals that the text says when its escapes are read; places are those of what it writes. */
  scanAsRead(bytes: Uint8Array, places?: number[]): Set<number>;
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
  const longest = needles.reduce((most, { folded }) => Math.max(most, folded.length), 1);
  const automaton = { ...complete(buildTrie(needles)), longest };
  const always = needles.flatMap(({ folded }, index) => (folded.length === 0 ? [index] : []));
  const scan = (bytes: Uint8Array, places: number[] = []) =>
    scanBytes(bytes, needles, automaton, { found: new Set(always), places });
  const scanAsRead = (bytes: Uint8Array, places: number[] = []) => {
    const written = scan(bytes, places);
    const read = bytes.includes(backslash) ? unescapedText(Buffer.from(bytes).toString("utf8")) : undefined;
    return read === undefined ? written : new Set([...written, ...scan(encoder.encode(read))]);
  };
  return { scan, scanAsRead };
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
const backslash = 92;

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
  readonly steps: Steps;
  /** Bytes of the longest literal. */
  readonly longest: number;
  scans: number;
}

/** Bytes from which on a text is read at four places at once: the steps of one wait for memory, those of four do not. */
const shortestQuartered = 2048;

function scanBytes(bytes: Uint8Array, needles: readonly Needle[], automaton: Automaton, hits: Hits): Set<number> {
  automaton.scans++;
  const take = taker(bytes, needles, automaton, hits);
  const { range, quarters } = automaton.steps;
  if (bytes.length < shortestQuartered) {
    range(bytes, { from: 0, to: bytes.length, state: 0 }, take);
    return hits.found;
  }
  const quarter = bytes.length >> 2;
  const states = quarters(bytes, quarter, take);
  range(bytes, { from: 4 * quarter, to: bytes.length, state: states[3] }, take);
  // What begins in one quarter and ends in the next.
  for (let index = 1; index < 4; index++) {
    const from = index * quarter;
    const to = Math.min(bytes.length, from + automaton.longest - 1);
    range(bytes, { from, to, state: states[index - 1]! }, (state, end) => take(state, end, from));
  }
  if (hits.places.length > 2) sortPlaces(hits.places);
  return hits.found;
}

/** Told of an accepting state and the end of what it accepts; `before`, if given, is where that must have begun before. */
type Take = (state: number, end: number, before?: number) => void;

function taker(
  bytes: Uint8Array,
  needles: readonly Needle[],
  automaton: Automaton,
  { found, places: told }: Hits,
): Take {
  const { places, accepted, settled, scans } = automaton;
  return (state, end, before) => {
    const place = places[state]!;
    if (settled[place] === scans) return;
    settled[place] = scans;
    for (const index of accepted[place]!) {
      const { exact, everywhere, folded } = needles[index]!;
      if (everywhere) {
        settled[place] = 0;
        if (before !== undefined && end - folded.length >= before) continue;
        if (told.length < 2 * mostPlaces && endsAt(bytes, end, exact)) told.push(index, end);
        continue;
      }
      if (found.has(index)) continue;
      if (endsAt(bytes, end, exact)) found.add(index);
      else settled[place] = 0;
    }
  };
}

interface ScanRange {
  readonly from: number;
  readonly to: number;
  readonly state: number;
}

/** Runs an automaton over bytes. */
interface Steps {
  readonly range: (bytes: Uint8Array, range: ScanRange, take: Take) => void;
  /** Reads four quarters of the text side by side; the states at their ends. */
  readonly quarters: (bytes: Uint8Array, quarter: number, take: Take) => readonly [number, number, number, number];
}

/**
 * The loops over a table. They are made for one table each, because then V8 knows the table as a constant, which
 * doubles their speed.
 */
function stepsOf({
  classes,
  width,
  next,
  accepting,
}: Pick<Automaton, "classes" | "width" | "next" | "accepting">): Steps {
  // A power of two less one: states over it accept.
  const least = accepting - 1;
  return {
    range: (bytes, { from, to, state: first }, take) => {
      let state = first;
      for (let at = from; at < to; at++) {
        state = next[state * width + classes[bytes[at]!]!]!;
        if (state > least) take((state -= accepting), at + 1);
      }
    },
    quarters: (bytes, quarter, take) => {
      let [one, two, three, four] = [0, 0, 0, 0];
      const [second, third, fourth] = [quarter, 2 * quarter, 3 * quarter];
      for (let at = 0; at < quarter; at++) {
        one = next[one * width + classes[bytes[at]!]!]!;
        two = next[two * width + classes[bytes[at + second]!]!]!;
        three = next[three * width + classes[bytes[at + third]!]!]!;
        four = next[four * width + classes[bytes[at + fourth]!]!]!;
        if ((one | two | three | four) <= least) continue;
        if (one > least) take((one -= accepting), at + 1);
        if (two > least) take((two -= accepting), at + second + 1);
        if (three > least) take((three -= accepting), at + third + 1);
        if (four > least) take((four -= accepting), at + fourth + 1);
      }
      return [one, two, three, four];
    },
  };
}

/** More literals than any scan has: index and end fit into one number, which the platform sorts without help. */
const literalRange = 0x1_0000;

/** Puts pairs of index and end into the order of the ends, then of the literals. */
function sortPlaces(places: number[]): void {
  const packed = new Float64Array(places.length / 2);
  for (let index = 0; index < packed.length; index++) {
    packed[index] = places[2 * index + 1]! * literalRange + places[2 * index]!;
  }
  packed.sort();
  for (let index = 0; index < packed.length; index++) {
    places[2 * index] = packed[index]! % literalRange;
    places[2 * index + 1] = Math.floor(packed[index]! / literalRange);
  }
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
function complete({ classes, width, count, child, sibling, column, ends }: Trie): Omit<Automaton, "longest"> {
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
  const table = { classes, width, next, accepting };
  return { ...table, places, accepted, settled: new Float64Array(accepted.length), steps: stepsOf(table), scans: 0 };
}
