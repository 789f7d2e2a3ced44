import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { surpriseOf } from "#secrets/bigrams.ts";
import { isCommonPassword } from "#secrets/common-password.ts";
import { isPhrase } from "#secrets/phrase.ts";
import { expandSample } from "./sample-generator.ts";

const surprise = surpriseOf(compileSecrets("rules").bigrams);

describe("a phrase", () => {
  it.each(["L3tTh3Ra1nFall!", "Gr33n-M0unta1n-Lake", "V3ryL0ngS3ntence2024", "My-P@$$w0rt#9", "mounta1n-riv3r-st0ne"])(
    "is words that digits and marks stand in: %s",
    (text) => expect(isPhrase(text, surprise)).toBe(true),
  );

  it.each(["app-secret-{HX:24}", "{AN:40}", "{B64:44}", "{HX:32}"])("is nothing that was drawn: %s", (template) => {
    for (let seed = 0; seed < 200; seed++)
      expect(isPhrase(expandSample(template, `${template} ${seed}`).text, surprise)).toBe(false);
  });

  it.each([14, 20])("is one of a hundred short values at most: %d characters", (length) => {
    const drawn = Array.from({ length: 2000 }, (_, seed) => expandSample(`{AN:${length}}`, `phrase ${seed}`).text);
    expect(drawn.filter((text) => isPhrase(text, surprise)).length).toBeLessThan(20);
  });
});

describe("a password that everybody tries", () => {
  it.each(["w3lc0me", "S3cr3t!", "adm1n", "t3st@123", "neo4j/password", "elastic:changeme"])(
    "is one in every spelling: %s",
    (text) => expect(isCommonPassword(text)).toBe(true),
  );

  it.each(["horse-9-lamp", "https://acme.test/a", "Winter-7!"])("is none: %s", (text) =>
    expect(isCommonPassword(text)).toBe(false),
  );
});
