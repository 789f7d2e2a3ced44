import type { SecretProvider } from "#model/detector.ts";

/** Finds the provider whose host is written nearest to a place of a text. */
export type ProviderOfHost = (text: string, place: number) => SecretProvider | undefined;

/** Labels joined by dots. */
const dotted = /(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/g;

/** Labels of a host that are looked at. */
const mostLabels = 8;

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
      if (!provider) continue;
      nearest = provider;
      least = distance;
    }
    return nearest;
  };
}
