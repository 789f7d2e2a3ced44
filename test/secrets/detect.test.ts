import { describe, expect, it, test } from "vitest";
import { compileSecrets, secretSamples } from "../../scripts/compile-secrets.ts";
import type { Detector, SecretData } from "#model/detector.ts";
import { createDetect } from "#secrets/detect.ts";
import { expandSample } from "./sample-generator.ts";

const data = compileSecrets("rules");
const samples = secretSamples("rules");
const detect = createDetect(data);

const token = (template: string, seed = "a") => expandSample(template, `${template} ${seed}`).text;

/** A detector that knows one format, for what only one is needed for. */
function single(more: Partial<Detector>): SecretData {
  const detector: Detector = {
    id: "acme-key",
    provider: "acme",
    what: "Acme key",
    keywords: ["acme_"],
    pattern: "acme_[A-Za-z0-9]{24}",
    reach: 29,
    anchor: "keyword",
    identity: "service",
    lifetime: "long-lived",
    hosts: ["api.acme.test"],
    publishable: false,
    random: false,
    confidence: "high",
    ...more,
  };
  return { providers: [], detectors: [detector], published: [], bigrams: data.bigrams };
}

describe("a token in the format of a provider", () => {
  const key = token("acme_{AN:24}");
  const acme = createDetect(single({}));

  it.each([
    ["in quotes", `const k = "${key}";`],
    ["behind an escape", `{"text":"first\\n${key}\\n"}`],
    ["in an address", `https://x:${key}@host/`],
    ["behind a percent code", `?q=a%20${key}&b=1`],
    ["alone", key],
    ["beside other languages", `// größe ${key}`],
  ])("is found %s", (_, text) => {
    const [detection] = acme(Buffer.from(text), "a.ts");
    expect(Buffer.from(text).subarray(detection!.start, detection!.end).toString()).toBe(key);
    expect(detection).toMatchObject({ provider: "acme", tier: "high", state: "live", hosts: ["api.acme.test"] });
  });

  it.each([
    ["in a word", `x${key}`],
    ["going on", `${key}a`],
    ["within a longer run", `data:image/png;base64,${key}`],
    ["of words", "acme_thisisonlyanexamplekeyx"],
    ["counted", "acme_abcdefghijklmnopqrstuvwx"],
    ["of one character", `acme_${"x".repeat(24)}`],
    ["of a block", "acme_a1b2c3d4a1b2c3d4a1b2c3d4"],
  ])("is none %s", (_, text) => expect(acme(Buffer.from(text), "a.ts")).toEqual([]));

  it("is short-lived if its provider says that it ends within a week", () => {
    const state = (hours: number) => createDetect(single({ hours }))(Buffer.from(key), "a.ts")[0]?.state;
    expect([12, 168, 2000].map(state)).toEqual(["short-lived", "short-lived", "live"]);
  });

  it("is none where its provider shows it to everybody", () => {
    const shown = createDetect({ ...single({}), published: [key.slice(5)] });
    expect(shown(Buffer.from(`const k = "${key}";`), "a.ts")).toEqual([]);
    expect(shown(Buffer.from(`const k = "${token("acme_{AN:23}A")}";`), "a.ts")).toHaveLength(1);
  });

  it("is a sample in the example that a documented declaration gives", () => {
    const state = (text: string) => acme(Buffer.from(text), "a.ts").map((each) => each.state);
    expect(state(`/**\n * Signs in.\n * @example\n * signIn("${key}")\n */`)).toEqual(["sample"]);
    expect(state(`/**\n * @example\n * signIn(key)\n */\nsignIn("${key}");`)).toEqual(["live"]);
    expect(state(`/**\n * @example a\n * @default "${key}"\n */`)).toEqual(["live"]);
  });

  it("is found where its keyword is written in other letters, if the pattern allows", () => {
    const caseless = createDetect(single({ pattern: "[Aa][Cc][Mm][Ee]_[A-Za-z0-9]{24}" }));
    expect(caseless(Buffer.from(key.replace("acme", "ACME")), "a.ts")).toHaveLength(1);
    expect(acme(Buffer.from(key.replace("acme", "ACME")), "a.ts")).toEqual([]);
  });

  it("counts only beside what it needs", () => {
    const near = createDetect(single({ near: "acme\\.test" }));
    expect(near(Buffer.from(`host: ACME.TEST\nkey: ${key}`), "a.ts")).toHaveLength(1);
    expect(near(Buffer.from(`host: acme.test\n${" ".repeat(300)}${key}`), "a.ts")).toEqual([]);
  });

  it("is looked for around its keyword where it does not begin with it", () => {
    const around = createDetect(
      single({ keywords: ["~q~"], pattern: "[a-z]{3}~Q~[A-Za-z0-9]{20}", reach: 26, anchor: "window" }),
    );
    const secret = `abc~Q~${token("{AN:20}")}`;
    const text = `${"-".repeat(500)} ${secret} ${"-".repeat(500)}`;
    expect(around(Buffer.from(text), "a.ts")).toMatchObject([{ start: 501, end: 527 }]);
  });

  it("of a test environment, and with a wrong checksum, is told as that", () => {
    expect(createDetect(single({ test: "^acme_" }))(Buffer.from(key), "a")[0]?.state).toBe("test");
    expect(createDetect(single({ check: "crc32-base62" }))(Buffer.from(key), "a")[0]?.state).toBe("malformed");
    const right = token("acme_{AN:18}{crc32-base62}");
    expect(createDetect(single({ check: "crc32-base62" }))(Buffer.from(right), "a")[0]?.state).toBe("live");
  });

  it("that is made to be seen hides what lies under it", () => {
    const [detector] = single({}).detectors;
    const seen: Detector = { ...detector!, id: "acme-public", keywords: ["acme_p"], publishable: true };
    const both = createDetect({ ...data, detectors: [detector!, seen] });
    const publishable = token("acme_p{AN:23}");
    expect(both(Buffer.from(publishable), "a.ts")).toEqual([]);
    expect(both(Buffer.from(`${publishable} ${key}`), "a.ts")).toHaveLength(1);
  });
});

describe.each(data.detectors.filter(({ publishable }) => !publishable))("$id", ({ id }) => {
  test("is found by the engine as itself, above all notes", () => {
    for (const { text, secret } of samplesOf(id)) {
      const bytes = Buffer.from(text);
      const hits = detect(bytes, "notes.txt").filter(
        (each) => bytes.toString("latin1", each.start, each.end) === secret,
      );
      const { provider } = data.detectors.find((each) => each.id === id)!;
      expect(hits.map((hit) => hit.provider ?? "generic")).toEqual([provider]);
      expect(hits[0]!.state).not.toBe("malformed");
    }
  });
});

function samplesOf(id: string) {
  return samples.get(id)!.map((sample) => {
    const { text, secret } = expandSample(sample, `${id} ${sample}`);
    return text === secret ? { text: `value: "${text}"`, secret } : { text, secret };
  });
}
