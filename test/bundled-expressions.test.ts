import { checkSync } from "recheck";
import { describe, expect, test, vi } from "vitest";
import { compileKnowledge } from "../scripts/compile-knowledge.ts";
import { isCatastrophic } from "#match/redos.ts";

// Everything that search and graph rules say is looked for by a search that counts its steps; these are not.
const { prose, secrets } = compileKnowledge("rules");
const ofProse = [
  ...new Set(
    prose.flatMap(({ all, near = [], within = [], none, unless = [], softens = [], outside = [] }) =>
      [all, near, within, none, unless, softens, outside].flat(),
    ),
  ),
];
const ofDetectors = [...new Set((secrets?.detectors ?? []).map(({ pattern }) => pattern))];

// In this very process: asking a worker and waiting for it loses an answer now and then.
vi.stubEnv("RECHECK_SYNC_BACKEND", "pure");

/** Milliseconds that the checker gets for one expression; where they do not suffice, its shape must do. */
const timeout = 250;

describe("no text holds up what comes with the project", () => {
  test.each(ofProse)("%s", (source) => {
    const verdict = checkSync(source, "iu", { timeout, randomSeed: 1 });
    const complexity = "complexity" in verdict ? verdict.complexity : undefined;
    expect(complexity?.type).not.toBe("exponential");
    if (complexity?.type === "polynomial") expect(complexity.degree).toBeLessThanOrEqual(2);
    expect(isCatastrophic(source)).toBe(false);
  });

  test("none of the detectors' expressions repeats what is repeated", () => {
    expect(ofDetectors.length).toBeGreaterThan(100);
    expect(ofDetectors.filter(isCatastrophic)).toEqual([]);
  });
});
