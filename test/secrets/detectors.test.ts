import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Detector } from "#model/detector.ts";
import { namedKeywords, namedPattern } from "#secrets/named-pattern.ts";
import { expandSample, type Sample } from "./sample-generator.ts";

/** A detector as its file writes it. */
interface Row extends Omit<Detector, "provider" | "keywords"> {
  readonly keywords?: readonly string[];
  readonly names?: readonly string[];
  readonly samples: readonly string[];
  readonly counterSamples?: readonly string[];
}

interface Provider {
  readonly provider: string;
  readonly title: string;
  readonly hosts: readonly string[];
  readonly detectors: readonly Row[];
  readonly evidence: readonly string[];
}

interface Tested extends Row {
  readonly provider: string;
  readonly keywords: readonly string[];
}

const folder = "rules/secrets";
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ name, content: parse(readFileSync(`${folder}/${name}`, "utf8")) as Provider }));

const detectors: readonly Tested[] = files.flatMap(({ content }) =>
  content.detectors.map((row) => ({
    ...row,
    provider: content.provider,
    anchor: row.anchor ?? "keyword",
    keywords: row.keywords ?? namedKeywords(row.names ?? []),
    pattern: row.names ? namedPattern(row.names, row.pattern) : row.pattern,
  })),
);

const byId = new Map(detectors.map((detector) => [detector.id, detector]));
const seeds = ["one", "two", "three"];

const fields: Readonly<Record<string, RegExp>> = {
  id: /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  what: /^\S.{3,60}\S$/,
  identity: /^(?:user|service|agent|human-session|unknown)$/,
  lifetime: /^(?:ephemeral|long-lived|unknown)$/,
  anchor: /^(?:keyword|window)$/,
  pattern: /^.{4,}$/,
  check: /^(?:crc32-base62|crc32-hex|crc32-hex-le|aws-account|jwt|pem|base64-json|base64-text|snowflake|macaroon)$/,
  test: /./,
  near: /./,
  pair: /./,
  publishable: /^(?:true|false)$/,
  random: /^(?:true|false)$/,
  confidence: /^(?:high|medium|low)$/,
  keywords: /./,
  names: /^[a-z0-9]+(?: [a-z0-9]+)*(?:,[a-z0-9]+(?: [a-z0-9]+)*)*$/,
  hosts: /./,
  samples: /./,
  counterSamples: /./,
};

/** What the quantifiers of a pattern get wrong: without a bound, or a varying one inside another. */
function unboundedIn(pattern: string): string | undefined {
  const bare = pattern.replace(/\\./g, "e").replace(/\[(?:\^?)[^\]]*\]/g, "c");
  if (/[*+]|\{\d+,\}/.test(bare)) return "a quantifier without a bound";
  const open: boolean[] = [];
  for (let at = 0; at < bare.length; at++) {
    const rest = bare.slice(at);
    if (rest[0] === "(") open.push(false);
    else if (/^\{\d+,/.test(rest)) open.fill(true);
    else if (rest[0] === ")" && open.pop() === true && /^\)\{\d/.test(rest)) return "a quantifier inside another";
  }
  return undefined;
}

/** The secrets that a detector finds in a text, without the tests that come after the pattern. */
function secretsIn(detector: Tested, text: string): string[] {
  const lowered = text.toLowerCase();
  const found = new Set<string>();
  for (const keyword of detector.keywords) {
    for (
      let at = lowered.indexOf(keyword.toLowerCase());
      at !== -1;
      at = lowered.indexOf(keyword.toLowerCase(), at + 1)
    ) {
      for (const match of matchesAt(detector, text, at)) {
        const around = text.slice(Math.max(match.index - 200, 0), match.index + match[0].length + 200);
        if (detector.near !== undefined && !new RegExp(detector.near, "i").test(around)) continue;
        if (detector.pair && secretsIn(byId.get(detector.pair.id)!, text).length === 0) continue;
        found.add(match[1] ?? match[0]);
      }
    }
  }
  return [...found];
}

function matchesAt({ anchor, pattern }: Tested, text: string, at: number): RegExpExecArray[] {
  if (anchor === "window") return [...text.matchAll(new RegExp(pattern, "g"))];
  const sticky = new RegExp(pattern, "y");
  sticky.lastIndex = at;
  const match = sticky.exec(text);
  return match ? [match] : [];
}

/** The places in which a secret stands: those that it cannot stand in are left out. */
function placesOf({ text, secret }: Sample): readonly string[] {
  if (text !== secret) return [text, `\n${text}\n`, `first: 1\n\n${text}\n\nlast: 2`];
  const places = [
    secret,
    `KEY="${secret}"`,
    `export KEY=${secret}\nOTHER=1`,
    `{"key":"${secret}"}`,
    `{\\"key\\": \\"${secret}\\"}`,
    `{"text": "first\\n${secret}\\n"}`,
    `key: ${secret}\n`,
    `  "Authorization: Bearer ${secret}",`,
    `Use \`${secret}\`, not (${secret}).`,
  ];
  return /[^\w.~-]/.test(secret) ? places : [...places, `https://example.org/x?token=${secret}&next=1`];
}

describe.each(files)("$name", ({ name, content }) => {
  test("is what the format says", () => {
    expect(`${content.provider}.yaml`).toBe(name);
    expect(Object.keys(content).sort()).toEqual(["detectors", "evidence", "hosts", "provider", "title"]);
    expect(content.title).toMatch(/^\S.*\S$/);
    for (const url of content.evidence) expect(url).toMatch(/^https:\/\/[\w.-]+\.\w+(?:\/\S*)?$/);
    expect(content.evidence.length).toBeGreaterThan(0);
    for (const row of content.detectors) {
      for (const [key, value] of Object.entries(row)) {
        expect(fields[key], `${row.id}: ${key}`).toBeDefined();
        expect(String(value), `${row.id}: ${key}`).toMatch(fields[key]!);
      }
      expect(Object.keys(row)).toEqual(
        expect.arrayContaining(["id", "what", "identity", "lifetime", "pattern", "samples"]),
      );
      expect(row.id.startsWith(content.provider), row.id).toBe(true);
      expect(row.keywords === undefined, `${row.id} has either names or keywords`).toBe(row.names !== undefined);
      for (const host of row.hosts ?? content.hosts)
        expect(host, row.id).toMatch(/^(?:\*|[a-z0-9-]+)(?:\.(?:\*|[a-z0-9-]+))+$/);
    }
  });
});

test("ids are unique", () => {
  expect(byId.size).toBe(detectors.length);
});

describe.each(detectors)("$id", (detector) => {
  test("has keywords and a bounded pattern", () => {
    expect(unboundedIn(detector.pattern)).toBeUndefined();
    if (detector.near !== undefined) expect(unboundedIn(detector.near)).toBeUndefined();
    if (detector.pair) expect(byId.get(detector.pair.id)?.pair).toBeUndefined();
    for (const keyword of detector.keywords) expect(keyword).toMatch(/^[\x20-\x7e]{3,40}$/);
  });

  test("finds its samples wherever they stand", () => {
    for (const template of detector.samples) {
      for (const seed of seeds) {
        const sample = expandSample(template, `${detector.id} ${seed}`);
        for (const place of placesOf(sample)) expect(secretsIn(detector, place), place).toEqual([sample.secret]);
      }
    }
  });

  test("finds nothing in its counter-samples", () => {
    for (const template of detector.counterSamples ?? []) {
      for (const seed of seeds) {
        const sample = expandSample(template, `${detector.id} ${seed}`);
        for (const place of placesOf(sample)) expect(secretsIn(detector, place), place).toEqual([]);
      }
    }
  });

  test("takes no part of a longer run for its secret", () => {
    if (detector.anchor === "window") return;
    for (const template of detector.samples) {
      const { text, secret } = expandSample(template, detector.id);
      if (text === secret) expect(secretsIn(detector, `x = "Ab3${secret}"`), secret).toEqual([]);
    }
  });

  test("is found by no other provider's detector", () => {
    for (const template of detector.samples) {
      const sample = expandSample(template, detector.id);
      const text = placesOf(sample)[1]!;
      const others = detectors.filter(
        (other) => other.provider !== detector.provider && !other.publishable && !detector.publishable,
      );
      const same = others.filter((other) => secretsIn(other, text).some((secret) => text.includes(secret)));
      expect(same.map(({ id }) => id)).toEqual([]);
    }
  });
});
