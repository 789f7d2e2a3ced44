import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Detector } from "#model/detector.ts";
import { readProvider } from "#rule/detectors.ts";
import { createDetect } from "#secrets/detect.ts";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { namedKeywords, namedPattern } from "./named-pattern.ts";
import { expandSample, type Sample } from "./sample-generator.ts";

/** A detector with its samples; what is known by its name has the pattern of the name and the value. */
interface Tested extends Detector {
  readonly samples: readonly string[];
  readonly counterSamples: readonly string[];
}

const folder = "rules/secrets";
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, "utf8") }));

const detectors: readonly Tested[] = files
  .flatMap(({ name, text }) => readProvider(`${folder}/${name}`, text).rows)
  .map(({ detector, samples, counterSamples }) => ({
    ...detector,
    keywords: detector.names ? namedKeywords(detector.names) : detector.keywords,
    pattern: detector.names ? namedPattern(detector.names, detector.pattern) : detector.pattern,
    samples,
    counterSamples,
  }));

const byId = new Map(detectors.map((detector) => [detector.id, detector]));
const seeds = ["one", "two", "three", "four", "five", "six"];

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
        const secret = match[1] ?? match[0];
        const start = text.indexOf(secret, match.index);
        const around = `${text.slice(Math.max(start - 200, 0), start)}\n${text.slice(start + secret.length).slice(0, 200)}`;
        if (detector.near !== undefined && !new RegExp(detector.near, "i").test(around)) continue;
        if (detector.pair && secretsIn(byId.get(detector.pair.id)!, text).length === 0) continue;
        found.add(secret);
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

describe.each(files)("$name", ({ name, text }) => {
  test("is named like its provider, as its detectors are, and says where the formats are documented", () => {
    const { provider, rows } = readProvider(`${folder}/${name}`, text);
    expect(name).toBe(`${provider.id}.yaml`);
    expect(provider.title).toMatch(/^\S.*\S$/);
    for (const url of (parse(text) as { readonly evidence: readonly string[] }).evidence) {
      expect(url).toMatch(/^https:\/\/[\w.-]+\.\w+(?:\/\S*)?$/);
    }
    for (const { detector } of rows) {
      expect(detector.id.startsWith(`${provider.id}-`), detector.id).toBe(true);
      expect(detector.what, detector.id).toMatch(/^\S.{3,60}\S$/);
      for (const host of detector.hosts)
        expect(host, detector.id).toMatch(/^(?:\*|[a-z0-9-]+)(?:\.(?:\*|[a-z0-9-]+))+$/);
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
    for (const template of detector.counterSamples) {
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

describe.each(detectors.filter(({ publishable, names }) => publishable && !names))("$id", (detector) => {
  const detect = createDetect(compileSecrets("rules"));

  test("is made to be seen: the engine says nothing of it", () => {
    for (const template of detector.samples) {
      const { text, secret } = expandSample(template, detector.id);
      const bytes = Buffer.from(text === secret ? `KEY="${secret}"` : text);
      const start = bytes.indexOf(secret);
      const hits = detect(bytes, "notes.txt").filter((hit) => hit.start < start + secret.length && hit.end > start);
      expect(hits).toEqual([]);
    }
  });
});
