import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import type { Detector } from "#model/detector.ts";
import { readProvider } from "#rule/detectors.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample, type Sample } from "./sample-generator.ts";

const folder = "rules/secrets";
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, "utf8") }));
const rows = files.flatMap(({ name, text }) => readProvider(`${folder}/${name}`, text).rows);
const data = compileSecrets("rules");
const byId = new Map(data.detectors.map((detector) => [detector.id, detector]));
const seeds = ["one", "two", "three", "four"];

/** Finds the secrets that some of the detectors see in a text, those that are made to be seen included. */
type Find = (text: string) => readonly string[];

function finderOf(detectors: readonly Detector[]): Find {
  const shown = detectors.map((detector) => ({ ...detector, publishable: false }));
  const detect = createDetect({ ...data, detectors: shown });
  return (text) => {
    const bytes = Buffer.from(text);
    const hits = detect(bytes, "notes.txt").filter(({ detector }) => byId.has(detector));
    return [...new Set(hits.map(({ start, end }) => bytes.toString("utf8", start, end)))];
  };
}

/** Finds what one detector sees; the id that it goes with is none of it. */
function finderOfOne(detector: Detector): Find {
  if (!detector.pair) return finderOf([detector]);
  const beside = byId.get(detector.pair.id)!;
  const [both, one] = [finderOf([detector, beside]), finderOf([beside])];
  return (text) => both(text).filter((secret) => !one(text).includes(secret));
}

/** What the quantifiers of a pattern get wrong: a varying one inside another. */
function nestedIn(pattern: string): string | undefined {
  const bare = pattern.replace(/\\./g, "e").replace(/\[(?:\^?)[^\]]*\]/g, "c");
  const open: boolean[] = [];
  for (let at = 0; at < bare.length; at++) {
    const rest = bare.slice(at);
    if (rest[0] === "(") open.push(false);
    else if (/^\{\d+,/.test(rest)) open.fill(true);
    else if (rest[0] === ")" && open.pop() === true && /^\)\{\d/.test(rest)) return rest;
  }
  return undefined;
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
    const { provider, rows: own } = readProvider(`${folder}/${name}`, text);
    expect(name).toBe(`${provider.id}.yaml`);
    expect(provider.title).toMatch(/^\S.*\S$/);
    for (const url of (parse(text) as { readonly evidence: readonly string[] }).evidence) {
      expect(url).toMatch(/^https:\/\/[\w.-]+\.\w+(?:\/\S*)?$/);
    }
    for (const { detector } of own) {
      expect(detector.id.startsWith(`${provider.id}-`), detector.id).toBe(true);
      expect(detector.what, detector.id).toMatch(/^\S.{3,60}\S$/);
      for (const host of detector.hosts)
        expect(host, detector.id).toMatch(/^(?:\*|[a-z0-9-]+)(?:\.(?:\*|[a-z0-9-]+))+$/);
    }
  });

  test("is about what no other provider's detectors see", () => {
    // What is nobody's in particular may be somebody's.
    const own = new Set([idOf(name), "generic"]);
    const others = finderOf(data.detectors.filter((each) => !own.has(each.provider) && !each.publishable));
    for (const { detector, samples } of readProvider(`${folder}/${name}`, text).rows) {
      if (detector.publishable) continue;
      for (const template of samples) {
        const sample = expandSample(template, detector.id);
        expect(others(placesOf(sample)[1]!), detector.id).toEqual([]);
      }
    }
  });
});

function idOf(name: string): string {
  return name.replace(/\.yaml$/, "");
}

describe.each(rows.map((row) => ({ ...row, id: row.detector.id })))("$id", ({ id, detector, ...row }) => {
  const find = finderOfOne(detector);

  test("has keywords that are rare enough, and a pattern whose work is bounded", () => {
    for (const pattern of [detector.pattern, detector.near ?? ""]) expect(nestedIn(pattern)).toBeUndefined();
    for (const keyword of detector.keywords) expect(keyword).toMatch(/^[\x20-\x7e]{3,40}$/);
  });

  test("finds its samples wherever they stand", () => {
    for (const template of row.samples) {
      for (const seed of seeds) {
        const sample = expandSample(template, `${id} ${seed}`);
        for (const place of placesOf(sample)) expect(find(place), place).toEqual([sample.secret]);
      }
    }
  });

  test("finds nothing in its counter-samples", () => {
    for (const template of row.counterSamples) {
      for (const seed of seeds) {
        const sample = expandSample(template, `${id} ${seed}`);
        for (const place of placesOf(sample)) expect(find(place), place).toEqual([]);
      }
    }
  });

  test("takes no part of a longer run for its secret", () => {
    for (const template of row.samples) {
      const { text, secret } = expandSample(template, id);
      if (text === secret) expect(find(`x = "Ab3${secret}"`), secret).not.toContain(secret);
    }
  });
});

describe.each(rows.filter(({ detector }) => detector.publishable).map((row) => ({ ...row, id: row.detector.id })))(
  "$id",
  ({ id, samples }) => {
    const detect = createDetect(data);

    test("is made to be seen: nothing is said of it", () => {
      for (const template of samples) {
        const { text, secret } = expandSample(template, id);
        const bytes = Buffer.from(text === secret ? `KEY="${secret}"` : text);
        const start = bytes.indexOf(secret);
        const hits = detect(bytes, "notes.txt").filter((hit) => hit.start < start + secret.length && hit.end > start);
        expect(hits).toEqual([]);
      }
    });
  },
);
