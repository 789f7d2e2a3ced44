import type { Detector } from "#model/detector.ts";
import { mayBegin, mayEnd } from "#secrets/boundary.ts";

/** A place where the pattern of a detector matches; offsets of the secret. */
export interface Candidate {
  readonly detector: Detector;
  readonly start: number;
  readonly end: number;
}

/** A detector whose expressions are compiled when they are first needed. */
interface Prepared {
  readonly detector: Detector;
  expression: RegExp | undefined;
}

/** Characters that the tries of one detector may cost in one file, at worst. */
const fuelPerDetector = 20_000_000;

/** Matches of one file that are kept: more are not written by hand. */
const mostCandidates = 5000;

/** Most characters before and behind a keyword in which a pattern that does not begin with it is looked for. */
const widestWindow = 4000;

/** Characters that a line between the two of a pair may have. */
const lineLength = 200;

/** The detectors by their keywords. */
export interface DetectorIndex {
  /** Lower case, each once. */
  readonly keywords: readonly string[];
  /** Begins the search of one text. */
  start(text: string): DetectorRun;
}

/** The search of one text: places of keywords are handed over one by one. */
export interface DetectorRun {
  readonly candidates: readonly Candidate[];
  readonly exhausted: boolean;
  /** Looks at a place of the keyword of that number. */
  hit(keyword: number, start: number, end: number): void;
  /** Looks at what needs all places to be known. */
  finish(): void;
}

/** Makes the index. */
export function indexDetectors(detectors: readonly Detector[]): DetectorIndex {
  const byKeyword = new Map<string, Prepared[]>();
  for (const detector of detectors) {
    const prepared: Prepared = { detector, expression: undefined };
    for (const keyword of new Set(detector.keywords.map((word) => word.toLowerCase()))) {
      const known = byKeyword.get(keyword);
      if (known) known.push(prepared);
      else byKeyword.set(keyword, [prepared]);
    }
  }
  const keywords = [...byKeyword.keys()];
  const rows = keywords.map((keyword) => byKeyword.get(keyword)!);
  return { keywords, start: (text) => new Search(text, rows) };
}

/** The search of one text: what was found, and what may still be tried. */
class Search implements DetectorRun {
  readonly candidates: Candidate[] = [];
  exhausted = false;
  private readonly text: string;
  private readonly rows: readonly (readonly Prepared[])[];
  private readonly windows = new Map<Prepared, number[]>();
  private readonly spent = new Map<Prepared, number>();

  constructor(text: string, rows: readonly (readonly Prepared[])[]) {
    this.text = text;
    this.rows = rows;
  }

  hit(keyword: number, start: number, end: number): void {
    if (this.isFull()) return;
    let begins: boolean | undefined;
    for (const prepared of this.rows[keyword]!) {
      if (prepared.detector.anchor === "window") {
        const known = this.windows.get(prepared);
        if (known) known.push(start, end);
        else this.windows.set(prepared, [start, end]);
        continue;
      }
      begins ??= mayBegin(this.text, start);
      if (begins && this.spend(prepared, prepared.detector.reach)) this.tryAt(prepared, start);
    }
  }

  finish(): void {
    for (const [prepared, hits] of this.windows) this.searchWindows(prepared, hits);
  }

  private tryAt(prepared: Prepared, start: number): void {
    const expression = (prepared.expression ??= new RegExp(prepared.detector.pattern, "dy"));
    expression.lastIndex = start;
    const match = expression.exec(this.text);
    if (match) this.take(prepared.detector, match, 0);
  }

  /** Windows that touch are one, so that nothing is looked at twice. */
  private searchWindows(prepared: Prepared, hits: readonly number[]): void {
    const { reach: own, pair } = prepared.detector;
    const reach = Math.min(widestWindow, own + (pair?.lines ?? 0) * lineLength);
    for (let index = 0; index < hits.length;) {
      const from = Math.max(0, hits[index]! - reach);
      let to = hits[index + 1]! + reach;
      index += 2;
      while (index < hits.length && hits[index]! - reach <= to) {
        to = hits[index + 1]! + reach;
        index += 2;
      }
      if (!this.spend(prepared, (to - from) * 20)) return;
      this.searchWindow(prepared, from, Math.min(to, this.text.length));
    }
  }

  private searchWindow(prepared: Prepared, from: number, to: number): void {
    const expression = (prepared.expression ??= new RegExp(prepared.detector.pattern, "dg"));
    // One character more on each side, for what the pattern looks at around a match.
    const start = Math.max(0, from - 1);
    const slice = this.text.slice(start, to + 1);
    expression.lastIndex = from - start;
    for (let match = expression.exec(slice); match; match = expression.exec(slice)) {
      if (this.isFull()) return;
      if (match[0] === "") expression.lastIndex++;
      else this.take(prepared.detector, match, start);
    }
  }

  private take(detector: Detector, match: RegExpExecArray, offset: number): void {
    const [from, to] = match.indices![1] ?? match.indices![0]!;
    const [start, end] = [from + offset, to + offset];
    if (end > start && mayEnd(this.text, end)) this.candidates.push({ detector, start, end });
  }

  private isFull(): boolean {
    if (this.candidates.length >= mostCandidates) this.exhausted = true;
    return this.candidates.length >= mostCandidates;
  }

  private spend(prepared: Prepared, cost: number): boolean {
    const spent = (this.spent.get(prepared) ?? 0) + cost;
    this.spent.set(prepared, spent);
    if (spent > fuelPerDetector) this.exhausted = true;
    return spent <= fuelPerDetector;
  }
}
