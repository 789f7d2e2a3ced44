import type { SecretProvider } from "#model/detector.ts";
import { isBeside } from "#secrets/comment-host.ts";
import { wordsOf } from "#secrets/secret-name.ts";

/** Finds the provider whose host is written nearest to a place of a text, where the words of its name are those. */
export type ProviderOfHost = (text: string, place: number, words: readonly string[]) => SecretProvider | undefined;

/** The name that a line gives what stands in it. */
const lineName = /(?:^|\n)[ \t]{0,40}(?:- |export )?["']?([A-Za-z_][\w.-]{0,80})["']?[ \t]{0,8}[:=][^\n]{0,200}$/;

/** Words of names that say what a value is and not whose. */
const kinds: ReadonlySet<string> = new Set(
  "access address api app auth authorization base client credential credentials default domain endpoint endpoints env host hostname http https issuer key live oauth origin password prod production provider proxy public root secret server service site staging test token uri url user web webhook website".split(
    " ",
  ),
);

/** Characters before a host in which the name of its line is looked for. */
const longestLine = 300;

/** Holds if the host is the value of a variable with an owner in its name, and the name of the secret says another one or none. */
function isOfAnother(text: string, index: number, words: readonly string[]): boolean {
  const name = lineName.exec(text.slice(Math.max(0, index - longestLine), index))?.[1];
  const owners = name === undefined ? [] : wordsOf(name).filter((word) => !kinds.has(word));
  return owners.length > 0 && /^[A-Z][A-Z\d_]*$/.test(name!) && !owners.some((word) => words.includes(word));
}

/** Labels joined by dots. */
const dotted = /(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/g;

/** Labels of a host that are looked at. */
const mostLabels = 8;

/** Holds if one of the two places is in an object that ends before the other one. */
function isApart(text: string, one: number, other: number): boolean {
  return isLeft(text.slice(Math.min(one, other), Math.max(one, other)));
}

/** Holds if a brace closes here that opened before, and another one opens then: what is in the one is not of the other. */
function isLeft(between: string): boolean {
  let depth = 0;
  let isClosed = false;
  for (const { 0: brace } of between.matchAll(/[{}]/g)) {
    if (brace === "{") {
      if (isClosed) return true;
      depth++;
    } else if (depth > 0) depth--;
    else isClosed = true;
  }
  return false;
}

/** Indexes the hosts of providers. What stands in a text is one of them, or a host below it. */
export function providersByHost(providers: readonly SecretProvider[]): ProviderOfHost {
  const known = new Map<string, SecretProvider>();
  for (const provider of providers) {
    for (const each of provider.hosts) {
      const host = each.replace(/^\*\./, "").toLowerCase();
      if (!known.has(host)) known.set(host, provider);
    }
  }
  const providerOf = (host: string): SecretProvider | undefined => {
    let below = host;
    for (let label = 0; label < mostLabels; label++) {
      const provider = known.get(below);
      const dot = below.indexOf(".");
      if (provider || dot < 0) return provider;
      below = below.slice(dot + 1);
    }
    return undefined;
  };
  return (text, place, words) => {
    let nearest: SecretProvider | undefined;
    let least = Infinity;
    for (const { 0: host, index } of text.toLowerCase().matchAll(dotted)) {
      const distance = Math.abs(index - place);
      const provider = distance < least ? providerOf(host) : undefined;
      if (
        !provider ||
        isBeside(text, { index, end: index + host.length, place }) ||
        isApart(text, index, place) ||
        isOfAnother(text, index, words)
      )
        continue;
      nearest = provider;
      least = distance;
    }
    return nearest;
  };
}
