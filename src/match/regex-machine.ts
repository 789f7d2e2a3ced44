import type { Fuel } from "#match/fuel.ts";
import { operations, type RegexProgram } from "#match/regex-program.ts";

/** Steps that cost one unit of fuel: they are far shorter than those of the matcher of trees. */
const stepsPerUnit = 16;
/** Steps between two payments. */
const stepsPerPayment = 1024;
/** Steps for every character of the text after which failures are remembered, so that none is repeated. */
const patience = 8;
/** Bits that remembering may take. */
const mostBits = 2 ** 28;
/** An entry of the stack that restores a slot, one that remembers a failure; all others are places to go on from. */
const restoring = -1;
const remembering = -2;

/**
 * A backtracking search that pays for its steps with fuel, so that no expression and no text can hold it up for long. It
 * finds what the engine's own search finds. Recursive only over looks, whose depth is that of the expression.
 */
export class RegexMachine {
  readonly slots: Int32Array;
  readonly #program: RegexProgram;
  readonly #text: string;
  readonly #fuel: Fuel;
  readonly #stack: number[] = [];
  /** Where to go on after a step back. */
  #next = 0;
  #place = 0;
  #steps = 0;
  #paid = 0;
  #failures: Uint32Array | undefined;

  constructor(program: RegexProgram, text: string, fuel: Fuel) {
    this.#program = program;
    this.#text = text;
    this.#fuel = fuel;
    this.slots = new Int32Array(program.slots).fill(-1);
  }

  /** Holds if the expression matches at a place; `slots` then say where its groups do. */
  matchesAt(start: number): boolean {
    this.slots.fill(-1);
    this.#stack.length = 0;
    const end = this.#run(0, start, true);
    if (end < 0) return false;
    this.slots[0] = start;
    this.slots[1] = end;
    return true;
  }

  #pay(): void {
    this.#fuel.spend((this.#steps - this.#paid) / stepsPerUnit);
    this.#paid = this.#steps;
    const { code, isForgetful } = this.#program;
    const bits = (code.length / 3) * (this.#text.length + 1);
    if (this.#failures || !isForgetful || bits > mostBits || this.#steps < patience * this.#text.length) return;
    this.#failures = new Uint32Array(Math.ceil(bits / 32));
  }

  /** The place where a run from an instruction and a place on ends, or -1. `isWhole`: it is no part looked for by itself. */
  #run(from: number, start: number, isWhole: boolean): number {
    const { code } = this.#program;
    const bottom = this.#stack.length;
    let pc = from;
    let at = start;
    for (;;) {
      if (++this.#steps % stepsPerPayment === 0) this.#pay();
      let isGood = true;
      switch (code[pc]) {
        case operations.split:
          isGood = this.#split(pc, at, isWhole);
          pc = code[pc + 1]!;
          break;
        case operations.jump:
          pc = code[pc + 1]!;
          break;
        case operations.look: {
          const end = this.#look(pc, at);
          isGood = end >= 0;
          at = end;
          pc = code[pc + 1]!;
          break;
        }
        case operations.end:
          // What was not tried is forgotten; slots keep their values, which the caller restores if it must.
          this.#stack.length = bottom;
          return at;
        default:
          at = this.#simple(pc, at);
          isGood = at >= 0;
          pc += 3;
      }
      if (isGood) continue;
      if (!this.#back(bottom)) return -1;
      pc = this.#next;
      at = this.#place;
    }
  }

  /** The place after an instruction that goes on at the next one; -1 if it fails. */
  #simple(pc: number, at: number): number {
    const { code, assertions } = this.#program;
    const left = code[pc + 1]!;
    switch (code[pc]) {
      case operations.character:
        return this.#character(left, code[pc + 2] === 1, at);
      case operations.set:
        return this.#set(left, code[pc + 2] === 1, at);
      case operations.save:
        this.#assign(left, at);
        return at;
      case operations.reset:
        for (let slot = left; slot < code[pc + 2]!; slot++) this.#assign(slot, -1);
        return at;
      case operations.assertion: {
        const assertion = assertions[left]!;
        assertion.lastIndex = at;
        return assertion.test(this.#text) ? at : -1;
      }
      case operations.progress:
        return at === this.slots[left] ? -1 : at;
      case operations.reference:
        return this.#reference(left, code[pc + 2] === 1, at);
      case operations.fail:
      default:
        return -1;
    }
  }

  #character(code: number, isBackward: boolean, at: number): number {
    const width = code > 0xffff ? 2 : 1;
    const start = isBackward ? at - width : at;
    const unit = width === 1 ? this.#text.charCodeAt(start) : this.#text.codePointAt(start);
    if (start < 0 || unit !== code) return -1;
    return isBackward ? start : start + width;
  }

  #set(number: number, isBackward: boolean, at: number): number {
    const { ascii, other } = this.#program.sets[number]!;
    const unit = this.#text.charCodeAt(isBackward ? at - 1 : at);
    if (unit < 128) return ascii[unit] === 0 ? -1 : isBackward ? at - 1 : at + 1;
    if (Number.isNaN(unit)) return -1;
    const isPair = isBackward && unit >= 0xdc00 && unit <= 0xdfff && at > 1;
    const start = isBackward ? at - (isPair && (this.#text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1) : at;
    const code = this.#text.codePointAt(start)!;
    if (!other(code)) return -1;
    return isBackward ? start : start + (code > 0xffff ? 2 : 1);
  }

  #reference(group: number, isBackward: boolean, at: number): number {
    const [start, end] = [this.slots[2 * group]!, this.slots[2 * group + 1]!];
    if (start < 0 || end < 0) return at;
    const text = this.#text.slice(start, end);
    this.#steps += text.length;
    const from = isBackward ? at - text.length : at;
    if (from < 0 || !this.#program.isSame(this.#text.slice(from, from + text.length), text)) return -1;
    return isBackward ? from : from + text.length;
  }

  #assign(slot: number, value: number): void {
    this.#stack.push(this.slots[slot]!, slot, restoring);
    this.slots[slot] = value;
  }

  /** Remembers the other way; false if both are known to fail. */
  #split(pc: number, at: number, isWhole: boolean): boolean {
    const failures = isWhole ? this.#failures : undefined;
    if (failures) {
      const bit = this.#bitOf(pc, at);
      if ((failures[bit >>> 5]! >>> (bit & 31)) & 1) return false;
      this.#stack.push(at, pc, remembering);
    }
    this.#stack.push(at, this.#program.code[pc + 2]!, 0);
    return true;
  }

  /** Goes back to the last place to go on from, undoing what was done since; false if there is none above `bottom`. */
  #back(bottom: number): boolean {
    const stack = this.#stack;
    while (stack.length > bottom) {
      const kind = stack.pop()!;
      const left = stack.pop()!;
      const right = stack.pop()!;
      if (kind === restoring) this.slots[left] = right;
      else if (kind === remembering) this.#remember(left, right);
      else {
        this.#next = left;
        this.#place = right;
        return true;
      }
    }
    return false;
  }

  #remember(pc: number, at: number): void {
    const bit = this.#bitOf(pc, at);
    this.#failures![bit >>> 5]! |= 1 << (bit & 31);
  }

  #bitOf(pc: number, at: number): number {
    return (pc / 3) * (this.#text.length + 1) + at;
  }

  /** The place after a part that is looked for by itself; -1 if it is not as wanted. */
  #look(pc: number, at: number): number {
    const { code, looks } = this.#program;
    const { kind, isNegative, slots } = looks[code[pc + 2]!]!;
    for (let slot = slots[0]; slot < slots[1]; slot++) this.#assign(slot, this.slots[slot]!);
    const end = this.#run(pc + 3, at, false);
    if (isNegative) {
      for (let slot = slots[0]; slot < slots[1]; slot++) this.slots[slot] = -1;
      return end < 0 ? at : -1;
    }
    return kind === "atomic" ? end : end < 0 ? -1 : at;
  }
}
