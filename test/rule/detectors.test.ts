import { describe, expect, it } from "vitest";
import { UserError } from "#model/user-error.ts";
import { readProvider } from "#rule/detectors.ts";

const detector = {
  id: "acme-key",
  what: "Acme key",
  identity: "service",
  lifetime: "long-lived",
  keywords: ["acme_"],
  pattern: "acme_[A-Za-z0-9]{24}",
  samples: ["acme_{AN:24}"],
};

const file = (more: object, provider: object = {}) =>
  JSON.stringify({
    provider: "acme",
    title: "Acme",
    hosts: ["api.acme.test"],
    detectors: [{ ...detector, ...more }],
    evidence: ["https://docs.acme.test"],
    ...provider,
  });

describe("a file of detectors", () => {
  it("says what it says, and defaults for the rest", () => {
    const { provider, rows } = readProvider("acme.yaml", file({}));
    expect(provider).toEqual({ id: "acme", title: "Acme", hosts: ["api.acme.test"] });
    expect(rows[0]).toMatchObject({
      samples: ["acme_{AN:24}"],
      counterSamples: [],
      detector: { provider: "acme", hosts: ["api.acme.test"], anchor: "keyword", confidence: "high", reach: 29 },
    });
    expect(
      readProvider("acme.yaml", file({ hosts: [], names: ["acme search"], keywords: undefined })).rows[0],
    ).toMatchObject({ detector: { hosts: [], keywords: [], names: ["acme search"] } });
  });

  it.each([
    [{ patern: "x" }, "the key 'patern' is not known"],
    [{ pattern: "acme_.*" }, "a repetition has no end"],
    [{ pattern: "acme_(" }, "this is no regular expression"],
    [{ identity: "robot" }, "'robot' is not one of"],
    [{ keywords: [] }, "a detector without a keyword would be tried everywhere"],
    [{ keywords: ["é1"] }, "a keyword is two and more ASCII characters"],
    [{ names: ["acme"] }, "a detector has either keywords or names"],
    [{ names: ["Acme Search"], keywords: undefined }, "lower-case words between single spaces"],
    [{ id: "Acme" }, "'Acme' is no id"],
    [{ check: "crc" }, "'crc' is not one of"],
    [{ random: "yes" }, "true or false is expected here"],
  ])("is refused with the place of the mistake: %j", (more, message) => {
    expect(() => readProvider("acme.yaml", file(more))).toThrow(UserError);
    expect(() => readProvider("acme.yaml", file(more))).toThrow(message);
  });

  it("names where its formats are documented", () => {
    expect(() => readProvider("acme.yaml", file({}, { evidence: [] }))).toThrow("name where the format is documented");
  });
});
