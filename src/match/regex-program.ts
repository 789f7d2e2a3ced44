import { type CharacterTest, characterTest } from "#match/regex-characters.ts";
import { captureSpan, isNullable, type RegexNode, type RegexTree, tooLarge } from "#match/regex-tree.ts";
import type { WrittenRegex } from "#match/regex-writer.ts";

/** What an instruction does; every one has two numbers beside it. */
export const operations = {
  /** The character with this code; `right`: 1 to go backwards. */
  character: 0,
  /** A character of the set with this number; `right`: 1 to go backwards. */
  set: 1,
  /** Go on there first, then, if that fails, at the other. */
  split: 2,
  jump: 3,
  /** Remember the place in a slot. */
  save: 4,
  /** Forget the slots from here to before there. */
  reset: 5,
  /** The assertion with this number. */
  assertion: 6,
  /** Look for what follows, up to the end at `left`, as the look with the number `right` says. */
  look: 7,
  /** The text of a group; `right`: 1 to go backwards. */
  reference: 8,
  /** Fails if nothing was taken since the slot was saved. */
  progress: 9,
  fail: 10,
  end: 11,
} as const;

/** A part that is looked for by itself: what comes of it is final. */
export interface Look {
  readonly kind: "ahead" | "behind" | "atomic";
  readonly isNegative: boolean;
  /** Slots of the groups in it. */
  readonly slots: readonly [from: number, to: number];
}

/** An expression as instructions, for an engine that counts its steps. */
export interface RegexProgram {
  /** Three numbers each: operation, left, right. */
  readonly code: Int32Array;
  readonly sets: readonly CharacterTest[];
  readonly assertions: readonly RegExp[];
  readonly looks: readonly Look[];
  /** Slots for groups, then for repetitions. */
  readonly slots: number;
  readonly captures: number;
  /** Whether a state fails depends on nothing but the instruction and the place. */
  readonly isForgetful: boolean;
  /** By UTF-16 unit, the last entry for all beyond ASCII: whether a match may start with it; undefined if it may be empty. */
  readonly starts: Uint8Array | undefined;
  /**
   * The characters of which a match may start with any number: an expression that fails before a run of them fails
   * within the run, too, and right behind it, for it has tried to go on from each of these places.
   */
  readonly run: CharacterTest | undefined;
  /** Whether a text is what a reference to another one asks for. */
  readonly isSame: (one: string, other: string) => boolean;
}

/** Instructions of a program at most; counted repetitions are written out. */
const longestProgram = 60_000;

/** Holds if an expression compiles for certain, without compiling it. */
export function isShort(tree: RegexTree): boolean {
  return mostInstructions(tree.root) < longestProgram;
}

/** At least as many instructions as a node is compiled to. Recursive over the expression, whose depth its parser bounds. */
function mostInstructions(node: RegexNode): number {
  switch (node.type) {
    case "sequence":
      return node.items.reduce((sum, item) => sum + mostInstructions(item), 0);
    case "choice":
      return node.options.reduce((sum, option) => sum + mostInstructions(option) + 2, 0);
    case "capture":
    case "atomic":
    case "look":
      return mostInstructions(node.body) + 2;
    case "repeat": {
      const rounds = node.max === Infinity ? node.min + 1 : node.max;
      // A round has a choice, and three more where it holds groups or may take nothing; an endless one jumps back.
      return rounds * (mostInstructions(node.body) + 4) + 1;
    }
    case "character":
    case "set":
    case "assertion":
    case "backreference":
    default:
      return 1;
  }
}

/** Compiles an expression; throws `RegexSyntaxError` if it is too large. */
export function compileProgram(tree: RegexTree, written: WrittenRegex): RegexProgram {
  const compiler = new Compiler(tree, written);
  compiler.write(tree.root, false);
  return compiler.finish();
}

class Compiler {
  readonly #code: number[] = [];
  readonly #sets: CharacterTest[] = [];
  readonly #numbers = new Map<RegexNode, number>();
  readonly #assertions = new Map<string, number>();
  readonly #looks: Look[] = [];
  readonly #tree: RegexTree;
  readonly #unset: ReadonlySet<RegexNode>;
  readonly #foldsAll: boolean;
  #slots: number;
  #isForgetful = true;

  constructor(tree: RegexTree, { unset, foldsAll }: WrittenRegex) {
    this.#tree = tree;
    this.#slots = 2 * (tree.captures + 1);
    this.#unset = unset;
    this.#foldsAll = foldsAll;
  }

  finish(): RegexProgram {
    this.#emit(operations.end);
    return {
      code: Int32Array.from(this.#code),
      sets: this.#sets,
      assertions: Array.from(this.#assertions.keys(), (source) => new RegExp(source, this.#foldsAll ? "iuy" : "uy")),
      looks: this.#looks,
      slots: this.#slots,
      captures: this.#tree.captures,
      isForgetful: this.#isForgetful,
      starts: this.#starts(),
      run: this.#run(),
      isSame: this.#foldsAll ? (one, other) => one.toLowerCase() === other.toLowerCase() : Object.is,
    };
  }

  #run(): CharacterTest | undefined {
    const { root } = this.#tree;
    const [first] = root.type === "sequence" ? root.items : [root];
    const isEndless = first?.type === "repeat" && first.max === Infinity;
    if (!this.#isForgetful || !isEndless || first.body.type !== "set") return undefined;
    return this.#sets[this.#setOf(first.body)];
  }

  #starts(): Uint8Array | undefined {
    const starts = new Uint8Array(129);
    return this.#addStarts(this.#tree.root, starts) ? undefined : starts;
  }

  /** Adds the units that a node may start with; true if it may also match nothing, so that what follows counts. */
  #addStarts(node: RegexNode, starts: Uint8Array): boolean {
    switch (node.type) {
      case "character":
      case "set": {
        const { ascii } = this.#sets[this.#setOf(node)]!;
        for (let unit = 0; unit < 128; unit++) starts[unit] ||= ascii[unit]!;
        starts[128] = 1;
        return false;
      }
      case "sequence":
        return node.items.every((item) => this.#addStarts(item, starts));
      case "choice":
        return node.options.map((option) => this.#addStarts(option, starts)).includes(true);
      case "capture":
      case "atomic":
        return this.#addStarts(node.body, starts);
      case "repeat":
        return this.#addStarts(node.body, starts) || node.min === 0;
      case "backreference":
        starts.fill(1);
        return true;
      case "assertion":
      case "look":
      default:
        return true;
    }
  }

  /** Recursive over the expression, whose depth its parser bounds. */
  write(node: RegexNode, isBackward: boolean): void {
    switch (node.type) {
      case "character":
        if (!node.ignoreCase && !this.#foldsAll)
          return void this.#emit(operations.character, node.code, Number(isBackward));
        return void this.#emit(operations.set, this.#setOf(node), Number(isBackward));
      case "set":
        return void this.#emit(operations.set, this.#setOf(node), Number(isBackward));
      case "assertion":
        return this.#assertion(node.source);
      case "sequence":
        for (const item of isBackward ? [...node.items].reverse() : node.items) this.write(item, isBackward);
        return;
      case "choice":
        return this.#choice(node.options, isBackward);
      case "capture":
        this.#emit(operations.save, 2 * node.index + Number(isBackward));
        this.write(node.body, isBackward);
        return void this.#emit(operations.save, 2 * node.index + Number(!isBackward));
      case "atomic":
        // Behind a place, where lengths are fixed, there is nothing to give back.
        return isBackward ? this.write(node.body, true) : this.#look(node.body, "atomic", false);
      case "look":
        return this.#look(node.body, node.sigil.includes("<") ? "behind" : "ahead", node.sigil.endsWith("!"));
      case "repeat":
        return this.#repeat(node, isBackward);
      case "backreference":
      default:
        if (this.#unset.has(node)) return void this.#emit(operations.fail);
        this.#isForgetful = false;
        return void this.#emit(operations.reference, node.index, Number(isBackward));
    }
  }

  #emit(operation: number, left = 0, right = 0): number {
    const at = this.#code.length;
    if (at > 3 * longestProgram) throw tooLarge(longestProgram);
    this.#code.push(operation, left, right);
    return at;
  }

  /** The number of a set; the same node is written more than once where it is repeated. */
  #setOf(node: RegexNode & { readonly type: "character" | "set" }): number {
    const known = this.#numbers.get(node) ?? this.#sets.push(characterTest(node, this.#foldsAll)) - 1;
    this.#numbers.set(node, known);
    return known;
  }

  #assertion(source: string): void {
    const known = this.#assertions.get(source) ?? this.#assertions.size;
    this.#assertions.set(source, known);
    this.#emit(operations.assertion, known);
  }

  #choice(options: readonly RegexNode[], isBackward: boolean): void {
    const jumps: number[] = [];
    for (const [index, option] of options.entries()) {
      const split = index < options.length - 1 ? this.#emit(operations.split, this.#code.length + 3) : undefined;
      this.write(option, isBackward);
      if (split === undefined) continue;
      jumps.push(this.#emit(operations.jump));
      this.#code[split + 2] = this.#code.length;
    }
    for (const jump of jumps) this.#code[jump + 1] = this.#code.length;
  }

  #look(body: RegexNode, kind: Look["kind"], isNegative: boolean): void {
    const [first, last] = captureSpan(body);
    this.#looks.push({ kind, isNegative, slots: first === 0 ? [0, 0] : [2 * first, 2 * last + 2] });
    const look = this.#emit(operations.look, 0, this.#looks.length - 1);
    this.write(body, kind === "behind");
    this.#emit(operations.end);
    this.#code[look + 1] = this.#code.length;
  }

  #repeat(node: RegexNode & { readonly type: "repeat" }, isBackward: boolean): void {
    const { body, min, max } = node;
    for (let round = 0; round < min; round++) this.#round(body, isBackward, undefined);
    const slot = isNullable(body) && max > min ? this.#slots++ : undefined;
    if (slot !== undefined) this.#isForgetful = false;
    if (max === Infinity) {
      const split = this.#split(node.lazy);
      this.#round(body, isBackward, slot);
      this.#emit(operations.jump, split);
      this.#leave(split, node.lazy);
      return;
    }
    const splits: number[] = [];
    for (let round = min; round < max; round++) {
      splits.push(this.#split(node.lazy));
      this.#round(body, isBackward, slot);
    }
    for (const split of splits) this.#leave(split, node.lazy);
  }

  /** A choice between one more round, which follows, and the end, which `#leave` fills in. */
  #split(isLazy: boolean): number {
    const next = this.#code.length + 3;
    return isLazy ? this.#emit(operations.split, 0, next) : this.#emit(operations.split, next);
  }

  #leave(split: number, isLazy: boolean): void {
    this.#code[split + (isLazy ? 1 : 2)] = this.#code.length;
  }

  /** Groups forget what they matched in the round before; a round past those needed must take something. */
  #round(body: RegexNode, isBackward: boolean, slot: number | undefined): void {
    const [first, last] = captureSpan(body);
    if (first > 0) this.#emit(operations.reset, 2 * first, 2 * last + 2);
    if (slot !== undefined) this.#emit(operations.save, slot);
    this.write(body, isBackward);
    if (slot !== undefined) this.#emit(operations.progress, slot);
  }
}
