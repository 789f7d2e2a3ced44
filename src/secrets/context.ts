import { append } from "#model/append.ts";
import type { SecretData, SecretTier } from "#model/detector.ts";
import type { RepoPath } from "#model/location.ts";
import { passwordInAddress } from "#secrets/address.ts";
import { basicCredentials, userOption } from "#secrets/basic-auth.ts";
import type { Surprise } from "#secrets/bigrams.ts";
import { isCompared } from "#secrets/compared.ts";
import { listAt, membersAt } from "#secrets/composed-value.ts";
import type { ContextFinding } from "#secrets/context-finding.ts";
import { contextWords, type ContextKind } from "#secrets/context-words.ts";
import { kubernetesValues } from "#secrets/kubernetes-secret.ts";
import { isMadeUp } from "#secrets/made-up.ts";
import { columnsOfWords } from "#secrets/markdown-table.ts";
import { nameEndAt, namedPlaceAt, pairedValueAt, type NamedPlace } from "#secrets/name-at.ts";
import { isNamedId } from "#secrets/named-id.ts";
import { isNoChoice, looksChosen } from "#secrets/no-choice.ts";
import { nameReader, type NameReader, type NameReading } from "#secrets/name-reader.ts";
import { givenToProgram, type GivenToProgram } from "#secrets/given-environment.ts";
import { isGenerated, isLock, isProgram, isRecord } from "#secrets/place.ts";
import { standsUnderId } from "#secrets/same-id.ts";
import { isOfShared } from "#secrets/shown-place.ts";
import { describesItself, isSpeltOut, testOf } from "#secrets/test-code.ts";
import { valueAt, type PlacedValue } from "#secrets/value-at.ts";
import { analyticsWriteKeys } from "#secrets/write-key.ts";
import { kindOfValue, type ValueKind } from "#secrets/value-kind.ts";

/** What a test expects of what it tries: it is held against what comes out, and sent nowhere. */
const outcome = /^(?:expected|wanted|golden|want)(?:[_A-Z]|$)/;

/** Places, values and findings of one file that are looked at: more are not written by hand. */
const mostPlaces = 200_000;
const mostValues = 40_000;
const mostFindings = 2000;

/** Finds what only its context says to be a secret. */
export interface ContextSearch {
  readonly keywords: readonly string[];
  /** Takes the places of one keyword after the other, in the order of the text. */
  start(text: string, path: RepoPath): ContextRun;
}

/** The search of one text. */
export interface ContextRun {
  readonly findings: ContextFinding[];
  readonly exhausted: boolean;
  /** Looks at one place of the keyword of that number. */
  hit(keyword: number, start: number, end: number): void;
}

/** Makes the search. */
export function createContextSearch(data: SecretData, surprise: Surprise): ContextSearch {
  let reader: NameReader | undefined;
  // Made when a value is first met: most small files have none.
  const readerOf = () => (reader ??= nameReader(data));
  return {
    keywords: contextWords.map(([keyword]) => keyword),
    start: (text, path) => new Run(text, path, { surprise, readerOf }),
  };
}

interface Tools {
  readonly surprise: Surprise;
  readonly readerOf: () => NameReader;
}

/** What is known while one text is read. */
class Run implements ContextRun {
  readonly findings: ContextFinding[] = [];
  exhausted = false;
  private readonly text: string;
  private readonly tools: Tools;
  private readonly path: RepoPath;
  private readonly isCode: boolean;
  private readonly isGiven: GivenToProgram;
  private readonly isGenerated: boolean;
  private readonly isLock: boolean;
  private readonly isTest: (at: number) => boolean;
  private readonly isRecord: boolean;
  private readonly isAnalyticsWriteKey: (name: string) => boolean;
  private readonly isInColumnOfWords: (at: number) => boolean;
  private readonly kinds = new Map<string, ValueKind>();
  private lastNameEnd = -1;
  private manifestEnd = -1;
  private places = 0;
  private values = 0;

  constructor(text: string, path: RepoPath, tools: Tools) {
    this.text = text;
    this.tools = tools;
    this.path = path;
    this.isCode = isProgram(path);
    this.isGiven = givenToProgram(text, path);
    this.isGenerated = isGenerated(path);
    this.isLock = isLock(path);
    this.isTest = testOf(text, path);
    this.isRecord = isRecord(path);
    this.isAnalyticsWriteKey = analyticsWriteKeys(text);
    this.isInColumnOfWords = columnsOfWords(text);
  }

  hit(keyword: number, start: number, end: number): void {
    if (this.exhausted) return;
    const [, kind, goesOn] = contextWords[keyword]!;
    if (kind === "name") {
      if (end <= this.lastNameEnd || !this.mayBeName(end, goesOn)) return;
      this.name(start, end);
      return;
    }
    if (++this.places > mostPlaces || this.findings.length > mostFindings) {
      this.exhausted = true;
      return;
    }
    this.other(kind, start, end);
  }

  private mayBeName(end: number, goesOn: RegExp | undefined): boolean {
    const next = this.text.charCodeAt(end);
    if (!(next >= 97 && next <= 122)) return true;
    if (!goesOn) return false;
    goesOn.lastIndex = end;
    return goesOn.test(this.text);
  }

  private other(kind: Exclude<ContextKind, "name">, start: number, end: number): void {
    const { text, findings } = this;
    const { surprise } = this.tools;
    if (kind === "kubernetes") {
      if (start < this.manifestEnd) return;
      const { findings: found, end: manifestEnd } = kubernetesValues(text, start, surprise);
      append(findings, found);
      this.manifestEnd = manifestEnd;
    } else {
      const finding =
        kind === "address"
          ? passwordInAddress(text, start, surprise)
          : kind === "basic"
            ? basicCredentials(text, end)
            : userOption(text, start, end);
      if (finding && !this.isSpeltInTest(finding)) findings.push(finding);
    }
  }

  private isSpeltInTest({ start, end }: ContextFinding): boolean {
    return this.isCode && this.isTest(start) && isSpeltOut(this.text.slice(start, end), this.tools.surprise);
  }

  private name(start: number, end: number): void {
    const { text } = this;
    if (this.isLock) return;
    const nameEnd = nameEndAt(text, end);
    // What else is found in this name is in the same place.
    this.lastNameEnd = nameEnd;
    const word = { start, end, nameEnd };
    const place = namedPlaceAt(text, word) ?? pairedValueAt(text, word);
    if (place && !isOfShared(text, place.nameStart)) this.value(place);
  }

  private value(place: NamedPlace): void {
    const reader = this.tools.readerOf();
    const reading = this.readingOf(place);
    if (reading.mayListSecrets) this.parts(place, reading);
    if (!reading.mayHoldSecret) return;
    const value = valueAt(this.text, place);
    if (!value || value.scheme === "basic" || !this.mayRead()) return;
    const known = reader.detectorOf(this.text, place, value.text);
    if (known && !isMadeUp(value.text, this.tools.surprise)) {
      this.add(place, value, {
        tier: known.detector.confidence,
        guessable: false,
        what: known.detector.what,
        ...known,
      });
      return;
    }
    if (reading.isSecret) this.unknown(place, value, reading);
  }

  /** What a name says; what a program's environment gives has more names that may be those of credentials. */
  private readingOf(place: NamedPlace): NameReading {
    const reading = this.tools.readerOf().read(place.name);
    if (!reading.isSecretIfRandom || !this.isGiven(place.valueStart)) return reading;
    return { ...reading, isSecret: true, mayHoldSecret: true };
  }

  /** Looks at a value that no detector knows. */
  private unknown(place: NamedPlace, value: PlacedValue, reading: NameReading): void {
    if (standsUnderId(this.text, value) || this.isAnalyticsWriteKey(place.name)) return;
    const kind = this.kindOf(value.text);
    if (kind === "none" || (reading.isSecretIfRandom && kind !== "random")) return;
    if (this.standsIn(place, value, kind, reading)) return;
    const tier = this.tierOf(place, value, kind, reading);
    // Under a header of words, what a person may have written is words; what was drawn at random is a value all the same.
    if (tier === undefined || (kind !== "random" && this.isInColumnOfWords(place.valueStart))) return;
    this.told(place, value, { reading, tier, isWeak: kind !== "random" });
  }

  private standsIn(place: NamedPlace, value: PlacedValue, kind: ValueKind, reading: NameReading): boolean {
    const isWeak = kind === "weak" || kind === "phrase";
    if (isNamedId(this.text, place, value)) return true;
    return this.isOfTest(place, value, kind) || (isWeak && isNoChoice(this.text, this.path, { place, value, reading }));
  }

  /** Holds for words that say in a test whose stand-in they are: nobody signs in with them. */
  private isOfTest({ name, nameStart }: NamedPlace, { start, text }: PlacedValue, kind: ValueKind): boolean {
    const { surprise } = this.tools;
    const isWeak = kind === "weak" || kind === "phrase";
    if (!this.isCode || !this.isTest(nameStart) || (!isWeak && kind !== "random")) return false;
    if (outcome.test(name) || isCompared(this.text, start)) return true;
    return isSpeltOut(text, surprise) || (isWeak && describesItself(text, name, surprise));
  }

  /** What is drawn at random in a list or an object that the name is given. */
  private parts(place: NamedPlace, reading: NameReading): void {
    for (const part of [...listAt(this.text, place), ...membersAt(this.text, place)]) {
      if (!this.mayRead()) return;
      if (this.kindOf(part.text) !== "random") continue;
      this.told(place, part, { reading, tier: this.isGenerated ? "low" : "medium", isWeak: false });
    }
  }

  /** Counts the values that are looked at. */
  private mayRead(): boolean {
    if (++this.values > mostValues || this.findings.length > mostFindings) this.exhausted = true;
    return !this.exhausted;
  }

  private told(
    place: NamedPlace,
    value: PlacedValue,
    { reading, tier, isWeak }: { readonly reading: NameReading; readonly tier: SecretTier; readonly isWeak: boolean },
  ): void {
    const { isPassword, noun } = reading;
    const provider = this.tools.readerOf().providerOf(this.text, place);
    this.add(place, value, {
      tier,
      guessable: isPassword || isWeak,
      what: provider ? `${provider.title} ${noun}` : noun,
      kind: isPassword ? "password" : "secret",
      ...(provider ? { provider: provider.id, hosts: provider.hosts } : {}),
    });
  }

  private kindOf(value: string): ValueKind {
    const known = this.kinds.get(value);
    if (known !== undefined) return known;
    const kind = kindOfValue(value, this.tools.surprise);
    this.kinds.set(value, kind);
    return kind;
  }

  private tierOf(
    place: NamedPlace,
    value: PlacedValue,
    kind: Exclude<ValueKind, "none">,
    reading: NameReading,
  ): SecretTier | undefined {
    if (kind === "phrase") return "low";
    if (kind !== "random") return this.isNoted(place, value, kind, reading) ? "low" : undefined;
    return this.isGenerated || (this.isCode && !value.quoted && place.tie === "prose") ? "low" : "medium";
  }

  /** Nothing for what code computes; a note for what a person chose, and for identifiers. */
  private isNoted(
    { tie, nameStart }: NamedPlace,
    { scheme, quoted, text }: PlacedValue,
    kind: "uuid" | "weak",
    { isPassword, isChosen, noun }: NameReading,
  ): boolean {
    if (scheme !== undefined || (this.isCode && !quoted) || this.isGenerated) return false;
    if (kind === "uuid" ? this.isPassing(nameStart) && noun === "token" : !isChosen && !looksChosen(text)) return false;
    return tie === "assignment" || tie === "element" || tie === "flag" || (isPassword && tie === "prose");
  }

  /** Holds where what is only unique is of one run. */
  private isPassing(at: number): boolean {
    return this.isRecord || this.isTest(at);
  }

  private add(
    place: NamedPlace,
    value: PlacedValue,
    more: Partial<ContextFinding> & Pick<ContextFinding, "tier" | "guessable" | "what">,
  ): void {
    const { start, end } = value;
    this.findings.push({ start, end, kind: "secret", name: place.name, hosts: [], ...more });
  }
}
