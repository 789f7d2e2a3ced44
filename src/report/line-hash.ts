/** Units of a line and of what follows it that its hash covers. */
const window = 100;
const base = 37;
/** Stands for the end of the file. */
const endOfFile = 65_535;
const two32 = 2 ** 32;

/** 37^100 modulo 2^64: what the oldest unit of a full window has been multiplied with. */
const power = BigInt.asUintN(64, BigInt(base) ** BigInt(window));
const powerHigh = Number(power >> 32n);
const powerLow = Number(power & 0xffff_ffffn);

/**
 * GitHub's `primaryLocationLineHash` of the wanted lines (1-based; those past the end are left out): `hash:n`, the
 * n-th line of the text with that hash. The hash of a line is the 64-bit polynomial (base 37) of the 100 UTF-16 units
 * from its start, without spaces and tabs, with CR, LF and CRLF as one `\n`; the text is followed by one unit 65535
 * and zeros. Source: `src/fingerprints.ts` of github/codeql-action. A byte order mark must still be in the text.
 */
export function lineHashes(text: string, wanted: ReadonlySet<number>): Map<number, string> {
  const prefix = new PrefixHash();
  let last = 0;
  for (const line of wanted) last = Math.max(last, line);
  let starts = true;
  let afterReturn = false;
  for (let index = 0; index < text.length && prefix.closed < last; index++) {
    let unit = text.charCodeAt(index);
    const skipped = unit === 32 || unit === 9 || (unit === 10 && afterReturn);
    afterReturn = unit === 13;
    if (skipped) continue;
    if (unit === 13) unit = 10;
    if (starts) prefix.startLine();
    starts = unit === 10;
    prefix.add(unit);
  }
  if (starts) prefix.startLine();
  prefix.add(endOfFile);
  prefix.finish();
  return prefix.numbered(wanted);
}

/**
 * The polynomial of everything read so far, modulo 2^64, as two halves of 32 bits. A window's hash is the prefix at
 * its end less 37^100 times the prefix at its start, so only line starts cost more than one step.
 */
class PrefixHash {
  #high = 0;
  #low = 0;
  #read = 0;
  /** Where each line starts, counted in units read, and the halves of the prefix there. */
  readonly #at: number[] = [];
  readonly #highs: number[] = [];
  readonly #lows: number[] = [];
  /** Lines whose window is full, so that their halves hold its hash. */
  closed = 0;
  /** The number of units read at which the next window will be full. */
  #due = Infinity;

  startLine(): void {
    if (this.closed === this.#at.length) this.#due = this.#read + window;
    this.#at.push(this.#read);
    this.#highs.push(this.#high);
    this.#lows.push(this.#low);
  }

  add(unit: number): void {
    const low = this.#low * base + unit;
    this.#low = low >>> 0;
    this.#high = (this.#high * base + (low - this.#low) / two32) >>> 0;
    this.#read++;
    if (this.#read === this.#due) this.#close();
  }

  finish(): void {
    for (let zero = 0; zero < window; zero++) this.add(0);
  }

  /** Turns the prefix at the start of the oldest open line into the hash of its window. */
  #close(): void {
    const line = this.closed++;
    const low = this.#lows[line] ?? 0;
    const [productHigh, productLow] = timesPower(this.#highs[line] ?? 0, low);
    const difference = this.#low - productLow;
    this.#lows[line] = difference >>> 0;
    this.#highs[line] = (this.#high - productHigh - (difference < 0 ? 1 : 0)) >>> 0;
    this.#due = (this.#at[this.closed] ?? Infinity) + window;
  }

  /** Only lines that share the hash of a wanted one are counted, so that no others cost an entry in a table. */
  numbered(wanted: ReadonlySet<number>): Map<number, string> {
    const counts = new Map<number, Map<number, number>>();
    for (const line of wanted) {
      const low = this.#lows[line - 1];
      const high = this.#highs[line - 1];
      if (low !== undefined && high !== undefined) counts.set(low, (counts.get(low) ?? new Map()).set(high, 0));
    }
    const hashes = new Map<number, string>();
    for (let index = 0; index < this.closed; index++) {
      const low = this.#lows[index] ?? 0;
      const high = this.#highs[index] ?? 0;
      const sharing = counts.get(low);
      const before = sharing?.get(high);
      if (before === undefined) continue;
      sharing?.set(high, before + 1);
      if (wanted.has(index + 1)) hashes.set(index + 1, `${hexOf(high, low)}:${before + 1}`);
    }
    return hashes;
  }
}

/** Hexadecimal digits without leading zeros, as GitHub writes the hash. */
function hexOf(high: number, low: number): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, "0");
}

/** 37^100 times a 64-bit number, modulo 2^64, in halves; the factors are split so that no product leaves 53 bits. */
function timesPower(high: number, low: number): readonly [high: number, low: number] {
  const lowest = (low & 0xffff) * powerLow;
  const middle = (low >>> 16) * powerLow + Math.floor(lowest / 65_536);
  const productLow = (middle % 65_536) * 65_536 + (lowest % 65_536);
  const carried = Math.floor(middle / 65_536);
  const productHigh = (carried + Math.imul(low, powerHigh) + Math.imul(high, powerLow)) >>> 0;
  return [productHigh, productLow];
}
