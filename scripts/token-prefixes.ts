import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compareText } from "#model/location.ts";
import type { Detector } from "#model/detector.ts";
import { compileSecrets, secretSamples } from "./compile-secrets.ts";

/**
 * Writes `src/secrets/token-prefixes.ts`: what redaction, which has no data of a scan, knows of the detectors. A test
 * holds it to be current. `npx tsx scripts/token-prefixes.ts`.
 */
const path = "src/secrets/token-prefixes.ts";

/** Keywords that say by themselves where a token begins: others are too short to be told from words. */
const telling = /^(?=.{4}|..[_.])(?:\w{1,24}[_.:~-][\w.:~-]*|[A-Za-z0-9]{6,})$/;

/** Keywords with which names and versions begin, too. */
const ambiguous: ReadonlySet<string> = new Set(
  "AccountKey SharedAccessKey access-development- access-production- access-sandbox- am_ client-key-data hb_ logic.azure.com pat-ap pat-eu pat-na pk_ pl_ rc_ sdk- t1. v1.0-".split(
    " ",
  ),
);

/** The text of the module. */
export function tokenPrefixes(): string {
  const { detectors } = compileSecrets(fileURLToPath(new URL("../rules", import.meta.url)));
  const samples = secretSamples(fileURLToPath(new URL("../rules", import.meta.url)));
  const rests = new Map<string, number>();
  for (const detector of detectors) {
    if (!isTelling(detector)) continue;
    for (const keyword of detector.keywords.filter((each) => telling.test(each) && !ambiguous.has(each))) {
      const rest = restOf(detector, keyword, samples.get(detector.id) ?? []);
      rests.set(keyword, Math.min(rests.get(keyword) ?? Infinity, rest));
    }
  }
  const words = [...rests]
    .sort(([one], [other]) => compareText(one, other))
    .flatMap(([prefix, rest]) => `${prefix} ${rest}`);
  return `/** Prefixes of tokens and the fewest characters behind them, made of \`rules/secrets/\` by \`scripts/token-prefixes.ts\`. */
export const tokenPrefixes: readonly string[] = [
${linesOf(words)
  .map((line) => `  ${JSON.stringify(line)},`)
  .join("\n")}
];
`;
}

/** Holds for formats that decide alone: what needs its surroundings to be told from names would mask names. */
function isTelling({ anchor, publishable, near, pair, random, confidence }: Detector): boolean {
  return anchor === "keyword" && !publishable && !near && !pair && !random && confidence === "high";
}

/** Half of what follows the keyword in the shortest sample: a mask too much hides less than one too few shows. */
function restOf({ keywords }: Detector, keyword: string, samples: readonly string[]): number {
  const shortest = Math.min(...samples.map((sample) => lengthOf(sample)).filter((length) => length > keyword.length));
  const longestKeyword = Math.max(...keywords.map((each) => each.length));
  return Number.isFinite(shortest) ? Math.max(8, Math.min(24, (shortest - longestKeyword) >> 1)) : 16;
}

/** The length of a template's value; what it encodes counts little. */
function lengthOf(sample: string): number {
  const secret = /\[\[(.*)\]\]/s.exec(sample)?.[1] ?? sample;
  return secret.replace(/\{[A-Z]+\d*:(\d+)\}/g, (_, length: string) => "x".repeat(Number(length))).length;
}

function linesOf(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 110) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}

if (process.argv[1]?.endsWith("token-prefixes.ts"))
  writeFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), tokenPrefixes());
