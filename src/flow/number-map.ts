/** A map by numbers from 0 on of which a changed copy shares what is unchanged. Absent and undefined are the same. */
export interface NumberMap<Value> {
  /** How many levels of slots stand above those that hold values. */
  readonly height: number;
  readonly slots: Slots<Value>;
}

type Slots<Value> = readonly (Slots<Value> | Value | undefined)[];

/** What is known of one number on two sides; gives what holds of it, which is `left` itself if that says it. */
export type Combine<Value> = (number: number, left: Value | undefined, right: Value | undefined) => Value | undefined;

const bits = 5;
const mask = (1 << bits) - 1;

/** A map without entries. */
export const emptyNumberMap: NumberMap<never> = { height: 0, slots: [] };

/** What the map holds for a number. */
export function getNumber<Value>({ height, slots }: NumberMap<Value>, number: number): Value | undefined {
  if (number >>> (bits * (height + 1)) !== 0) return undefined;
  let held: Slots<Value> | Value | undefined = slots;
  for (let level = height; level >= 0 && held !== undefined; level--)
    held = (held as Slots<Value>)[(number >>> (bits * level)) & mask];
  return held as Value | undefined;
}

/** The map with another value for a number. */
export function withNumber<Value>(map: NumberMap<Value>, number: number, value: Value | undefined): NumberMap<Value> {
  let grown = map;
  while (number >>> (bits * (grown.height + 1)) !== 0) grown = raised(grown);
  return { height: grown.height, slots: replaced(grown.slots, grown.height, number, value) };
}

function raised<Value>({ height, slots }: NumberMap<Value>): NumberMap<Value> {
  return { height: height + 1, slots: [slots] };
}

function replaced<Value>(slots: Slots<Value>, level: number, number: number, value: Value | undefined): Slots<Value> {
  const at = (number >>> (bits * level)) & mask;
  const copy = slots.slice();
  while (copy.length < at) copy.push(undefined);
  copy[at] = level === 0 ? value : replaced((copy[at] as Slots<Value> | undefined) ?? [], level - 1, number, value);
  return copy;
}

/** Both maps in one: `combine` is asked only where they differ. Gives `left` itself if nothing changes. */
export function mergeNumbers<Value>(
  left: NumberMap<Value>,
  right: NumberMap<Value>,
  combine: Combine<Value>,
): NumberMap<Value> {
  let [one, other] = [left, right];
  while (one.height < other.height) one = raised(one);
  while (other.height < one.height) other = raised(other);
  const slots = merged(one.slots, other.slots, { level: one.height, first: 0 }, combine);
  return slots === one.slots ? left : { height: one.height, slots };
}

interface Place {
  readonly level: number;
  /** The first number in the slots. */
  readonly first: number;
}

function merged<Value>(
  left: Slots<Value>,
  right: Slots<Value>,
  { level, first }: Place,
  combine: Combine<Value>,
): Slots<Value> {
  if (left === right) return left;
  let copy: (Slots<Value> | Value | undefined)[] | undefined;
  for (let at = 0; at < left.length || at < right.length; at++) {
    const [one, other] = [left[at], right[at]];
    if (one === other) continue;
    const start = first + at * 2 ** (bits * level);
    const both =
      level === 0
        ? combine(start, one as Value | undefined, other as Value | undefined)
        : merged(
            (one ?? []) as Slots<Value>,
            (other ?? []) as Slots<Value>,
            { level: level - 1, first: start },
            combine,
          );
    if (both === one || (Array.isArray(both) && both.length === 0)) continue;
    copy ??= left.slice();
    while (copy.length < at) copy.push(undefined);
    copy[at] = both;
  }
  return copy ?? left;
}

/** All that the map holds, in the order of the numbers. */
export function* numbersIn<Value>({ height, slots }: NumberMap<Value>): Generator<readonly [number, Value]> {
  const stack: { readonly held: Slots<Value>; readonly level: number; readonly first: number }[] = [
    { held: slots, level: height, first: 0 },
  ];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { held, level, first } = top;
    if (level === 0) {
      for (const [at, value] of (held as readonly (Value | undefined)[]).entries())
        if (value !== undefined) yield [first + at, value];
      continue;
    }
    for (let at = held.length - 1; at >= 0; at--) {
      const inner = held[at] as Slots<Value> | undefined;
      if (inner) stack.push({ held: inner, level: level - 1, first: first + at * 2 ** (bits * level) });
    }
  }
}

/** Gives each thing a number, from 0 on. */
export class Numbers<Thing> {
  readonly things: Thing[] = [];
  readonly #numbers = new Map<Thing, number>();

  known(thing: Thing): number | undefined {
    return this.#numbers.get(thing);
  }

  of(thing: Thing): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    this.#numbers.set(thing, this.things.length);
    return this.things.push(thing) - 1;
  }
}
