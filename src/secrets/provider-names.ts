import type { Detector, SecretProvider } from "#model/detector.ts";
import { wordsOf } from "#secrets/secret-name.ts";

/** What a name says of whose secret it is. */
export interface NameMatch {
  readonly provider: SecretProvider;
  /** Off where the provider is called by an ordinary word that may mean something else there. */
  readonly isSure: boolean;
  /** The index of the word that names the provider, or of the first one. */
  readonly start: number;
  /** Those that know the values of such a name. */
  readonly detectors: readonly Detector[];
}

/** Finds providers by the words of a name; `isConstant` if it is written as variables of the environment are. */
export type ProviderOfName = (words: readonly string[], isConstant: boolean) => NameMatch | undefined;

/** The file of formats that belong to nobody: keys, signed tokens. */
export const noProvider = "generic";

/** Words of titles and ids that say nothing by themselves. */
const common: ReadonlySet<string> = new Set(
  "ai amazon api app auth bot cloud co data db dev hub key labs mail mono open search secret service token together web x".split(
    " ",
  ),
);

/** Titles and ids that are ordinary words, too: of tables, drawings, dialogues, days, programs. */
const ordinary: ReadonlySet<string> = new Set(
  "alchemy beamer box braintrust brave chutes clerk confluent convex courier cursor daytona elastic exa fal fly frame harness honeycomb intercom line linkup make matrix mercury modal monday mux neon notion paddle perplexity plaid postman postmark prefect railway ramp readme render replicate resend sanity segment sentry snowflake square stability steel teams trigger venice you".split(
    " ",
  ),
);

/** What stands before the owner's name in a name: where it is used. */
const places: ReadonlySet<string> = new Set(
  "app default dev development env local my our prod production stage staging test".split(" "),
);

/** What stands behind the owner's name in the name of a credential. */
const credentialWords: ReadonlySet<string> = new Set(
  "access account admin api app auth bearer bot channel client credential credentials dev developer integration key live login oauth org organization pass password pat personal private prod project public read refresh secret service session shared signing test token user webhook workspace write".split(
    " ",
  ),
);

/** The company X, and what every header of one's own begins with: only in names of variables is it the company. */
const companyX = "x";

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
    if (provider.id === noProvider) continue;
    for (const phrase of [wordsOf(provider.title), provider.id.split("-"), [wordsOf(provider.title).join("")]]) {
      if (phrase.length > 1 || !common.has(phrase[0] ?? "")) add(phrase, provider);
    }
    for (const detector of byProvider.get(provider.id) ?? []) {
      for (const name of detector.names ?? []) add(name.split(" "), provider, detector);
    }
  }
  const byFirst = new Map<string, Row[]>();
  for (const row of rows.values()) byFirst.set(row.words[0]!, [...(byFirst.get(row.words[0]!) ?? []), row]);
  return (words, isConstant) => {
    let best: NameMatch | undefined;
    let length = 0;
    words.forEach((word, at) => {
      for (const { words: phrase, provider, detectors: known } of byFirst.get(word) ?? []) {
        if (phrase.some((each, index) => words[at + index] !== each)) continue;
        if (word === companyX && !isConstant && wordsOf(provider.title).includes(companyX)) continue;
        const isSure = phrase.length > 1 || !ordinary.has(word) || (isConstant && isOwner(words, at));
        const isBetter = phrase.length > length || known.length > best!.detectors.length;
        if (!isBetter && !(isSure && !best!.isSure)) continue;
        best = { provider, detectors: known, isSure, start: at };
        length = phrase.length;
      }
    });
    return best;
  };
}

/** Holds if all around the word at a place is what names of credentials are made of. */
function isOwner(words: readonly string[], at: number): boolean {
  return words.slice(0, at).every((word) => places.has(word)) && words.slice(at + 1).every(isOfCredentials);
}

function isOfCredentials(word: string): boolean {
  return credentialWords.has(word) || /^v?\d+$/.test(word);
}
