import type { Detector, SecretProvider } from "#model/detector.ts";
import { wordsOf } from "#secrets/secret-name.ts";

/** What a name says of whose secret it is. */
export interface NameMatch {
  readonly provider: SecretProvider;
  /** Those that know the values of such a name. */
  readonly detectors: readonly Detector[];
}

/** Finds providers by the words of a name. */
export type ProviderOfName = (words: readonly string[]) => NameMatch | undefined;

/** Words of titles and ids that say nothing by themselves. */
const common: ReadonlySet<string> = new Set(
  "ai amazon api app auth bot cloud co data db dev hub key labs linear mail mono open render search secret service token together web x".split(
    " ",
  ),
);

interface Row {
  readonly words: readonly string[];
  readonly provider: SecretProvider;
  readonly detectors: Detector[];
}

/** Indexes the names of providers and of their secrets; of several that match, the one of the most words counts. */
export function providersByName(providers: readonly SecretProvider[], detectors: readonly Detector[]): ProviderOfName {
  const rows = new Map<string, Row>();
  const add = (phrase: readonly string[], provider: SecretProvider, detector?: Detector) => {
    const key = phrase.join(" ");
    const row = rows.get(key) ?? { words: phrase, provider, detectors: [] };
    if (detector) row.detectors.push(detector);
    rows.set(key, row);
  };
  const byProvider = new Map(providers.map(({ id }): [string, Detector[]] => [id, []]));
  for (const detector of detectors) if (detector.names) byProvider.get(detector.provider)?.push(detector);
  for (const provider of providers) {
    for (const phrase of [wordsOf(provider.title), provider.id.split("-"), [wordsOf(provider.title).join("")]]) {
      if (phrase.length > 1 || !common.has(phrase[0] ?? "")) add(phrase, provider);
    }
    for (const detector of byProvider.get(provider.id) ?? []) {
      for (const name of detector.names ?? []) add(name.split(" "), provider, detector);
    }
  }
  const byFirst = new Map<string, Row[]>();
  for (const row of rows.values()) byFirst.set(row.words[0]!, [...(byFirst.get(row.words[0]!) ?? []), row]);
  return (words) => {
    let best: Row | undefined;
    words.forEach((word, at) => {
      for (const row of byFirst.get(word) ?? []) {
        const fits = row.words.every((each, index) => words[at + index] === each);
        if (fits && (!best || row.words.length > best.words.length || row.detectors.length > best.detectors.length))
          best = row;
      }
    });
    return best;
  };
}
