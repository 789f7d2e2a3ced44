import type { SecretProvider } from "#model/detector.ts";

/** Finds the provider whose host is written nearest to a place of a text. */
export type ProviderOfHost = (text: string, place: number) => SecretProvider | undefined;

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
  return (text, place) => {
    let nearest: SecretProvider | undefined;
    let least = Infinity;
    for (const { 0: host, index } of text.toLowerCase().matchAll(dotted)) {
      const distance = Math.abs(index - place);
      const provider = distance < least ? providerOf(host) : undefined;
      if (!provider || isApart(text, index, place)) continue;
      nearest = provider;
      least = distance;
    }
    return nearest;
  };
}
