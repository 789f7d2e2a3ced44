import { describe, expect, test } from "vitest";
import { type CandidateFile, programsOf } from "#flow-candidates.ts";

function file(path: string, imports: readonly string[], more: Partial<CandidateFile> = {}): CandidateFile {
  return { path, imports, size: 100, sources: new Set(), sinks: new Set(), parts: new Set([0]), ...more };
}

const source = { sources: new Set([0]) };
const sink = { sinks: new Set([0]) };

describe("which files are looked at together", () => {
  test("those that lead to a source and to a sink of one rule", () => {
    const files = [
      file("a", ["b", "c"]),
      file("b", [], source),
      file("c", [], sink),
      file("d", ["b"]),
      file("e", ["f"]),
      file("f", [], { sinks: new Set([1]) }),
    ];
    const {
      programs: [program, ...more],
      narrowed,
    } = programsOf(files);
    expect(narrowed).toEqual([]);
    expect(more).toEqual([]);
    expect(program!.files.map(({ path }) => path).sort()).toEqual(["a", "b", "c"]);
    expect([...program!.rules.keys()]).toEqual([0]);
  });

  test.each([
    [400, 50],
    [600, 25],
  ])(
    "of %i, which are too many, those %i at most where source and sink are near, and the rest is told",
    (all, most) => {
      const many = Array.from({ length: all }, (_, index) => `m${String(index).padStart(3, "0")}`);
      const files = [
        ...many.map((path, index) => file(path, [many[index + 1] ?? "near"])),
        file("near", ["from", "to", "m000"]),
        file("from", ["m000"], source),
        file("to", ["m300"], sink),
        file("start", ["near", "m100"]),
      ];
      const { programs, narrowed } = programsOf(files);
      expect(programs).toHaveLength(1);
      const paths = programs[0]!.files.map(({ path }) => path);
      expect(paths).toEqual(expect.arrayContaining(["near", "from", "to"]));
      expect(paths.length).toBeLessThanOrEqual(most);
      expect(paths.length).toBeGreaterThan(most / 2);
      expect(narrowed).toEqual([{ rule: 0, lookedAt: new Set(paths), of: all + 4 }]);
    },
  );

  test("a library that many examples import is looked at a few times, and the rest is told", () => {
    const library = Array.from({ length: 150 }, (_, index) => `m${index}`);
    const examples = Array.from({ length: 100 }, (_, index) => `example${index}`);
    const files = [
      ...library.map((path, index) => file(path, index + 1 < library.length ? [library[index + 1]!] : ["from", "to"])),
      file("from", [], source),
      file("to", [], sink),
      ...examples.map((path) => file(path, ["m0"])),
    ];
    const { programs, narrowed } = programsOf(files);
    const read = programs.flatMap((program) => program.files);
    expect(read.length).toBeLessThan(2 * files.length);
    expect(narrowed).toHaveLength(1);
    // What none of its programs holds is among what it tells.
    const held = new Set(read.map(({ path }) => path));
    const unheld = examples.filter((path) => !held.has(path));
    expect(unheld).not.toEqual([]);
    expect(narrowed[0]!.of).toBeGreaterThanOrEqual(unheld.length);
  });
});
