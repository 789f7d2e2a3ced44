import { expect, test } from "vitest";
import { UserError } from "#model/user-error.ts";
import { readSource } from "#rule/source.ts";

function mistakeIn(text: string): string {
  try {
    readSource("rules.yaml", text);
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message}`;
    throw error;
  }
  return "";
}

test("scalars are read as YAML 1.2 reads them, and only where they are not quoted", () => {
  const text = `[yes, true, "true", 012, 0o14, 0x1f, 1.5, .inf, ~, null, '1', !!str 7, "a\\tb", a # b\n]`;
  const expected = ["yes", true, "true", 12, 12, 31, 1.5, Infinity, null, null, "1", "7", "a\tb", "a"];
  expect(readSource("rules.yaml", text).plain()).toEqual(expected);
});

test("a node tells where it begins: at its quote, its header, its first key", () => {
  const text =
    'first: "quoted"\nsecond: >- # why\n  folded\n  text\nthird:\n  - key: value\nfourth:\nfifth: {a: [1]}\r\nsixth: x\n';
  const root = readSource("rules.yaml", text);
  const places = root.entries().map(([key, { where }]) => `${key} ${where.replace("rules.yaml:", "")}`);
  expect(places).toEqual(["first 1:8", "second 2:9", "third 6:3", "fourth 7:7", "fifth 8:8", "sixth 9:8"]);
  expect(root.need("second").text()).toBe("folded text");
  expect(root.need("fifth").region).toEqual({ startLine: 8, startColumn: 8, endLine: 8, endColumn: 16 });
});

test("an alias stands for what its anchor names", () => {
  const root = readSource("rules.yaml", "here: &x [{ pattern: f() }]\nthere: *x\nlater: &x 2\nlast: *x\n");
  expect(root.need("there").plain()).toEqual([{ pattern: "f()" }]);
  expect(root.need("last").number()).toBe(2);
});

test("a merge key brings what the map does not say itself", () => {
  const text = `x: &x { a: 1, b: 2 }
y: &y { b: 3, c: 4, <<: { d: 5 } }
one: { <<: *x, b: own }
two: { <<: [*x, *y], e: 6 }
more:
  <<: *y
  c: own
`;
  expect(readSource("rules.yaml", text).plain()).toMatchObject({
    one: { a: 1, b: "own" },
    two: { a: 1, b: 2, c: 4, d: 5, e: 6 },
    more: { b: 3, c: "own", d: 5 },
  });
  expect(readSource("rules.yaml", text).need("one").need("a").where).toBe("rules.yaml:1:12");
});

test("a merge key is one only where it is plain, and takes maps alone", () => {
  for (const key of ["'<<'", '"<<"', "!!str <<"])
    expect(readSource("rules.yaml", `{ ${key}: { a: 1 } }`).plain()).toEqual({ "<<": { a: 1 } });
  expect(mistakeIn("x: &x 1\ny: { <<: *x }\n")).toBe("rules.yaml:2:11: '<<' takes a map, or a list of maps");
  expect(mistakeIn("x: { <<: [{ a: 1 }, 2] }\n")).toBe("rules.yaml:1:10: '<<' takes a map, or a list of maps");
  expect(mistakeIn("x:\n  <<:\n  a: 1\n")).toMatch(/'<<' takes a map/);
  expect(mistakeIn("x: { <<: { a: 1 }, <<: { b: 1 } }\n")).toMatch(/the key '<<' is written twice/);
  expect(mistakeIn("x: { <<: { a: 1, a: 2 } }\n")).toMatch(/the key 'a' is written twice/);
  const lines = Array.from(
    { length: 30 },
    (_, at) => `k${at}: &k${at} { a${at}: 1${at ? `, <<: [*k${at - 1}, *k${at - 1}]` : ""} }`,
  );
  expect(mistakeIn(lines.join("\n"))).toMatch(/more than 1000000 values/);
});

test("the first mistake is told with its place", () => {
  expect(mistakeIn("a: *nobody\n")).toBe("rules.yaml:1:5: nothing before this is called '&nobody'");
  expect(mistakeIn("a: &x [*x]\n")).toBe("rules.yaml:1:9: '*x' stands within what '&x' names");
  expect(mistakeIn("a: 1\nb: 2\na: 3\n")).toBe("rules.yaml:3:4: a: the key 'a' is written twice");
  expect(mistakeIn("a: 1\n---\nb: 2\n")).toMatch(/^rules.yaml:3:1: one document is expected/);
  expect(mistakeIn("a: [1\nb: 2\n")).toMatch(/^rules.yaml:2:/);
  expect(mistakeIn(`a: ${"[".repeat(600)}${"]".repeat(600)}`)).toMatch(/the file nests too deeply/);
});

test("aliases that repeat one another are refused before they are followed", () => {
  const lines = Array.from(
    { length: 12 },
    (_, at) =>
      `k${at}: &k${at} [${Array(10)
        .fill(at ? `*k${at - 1}` : "x")
        .join(", ")}]`,
  );
  expect(mistakeIn(lines.join("\n"))).toMatch(
    /^rules.yaml:\d+:\d+: more than 1000000 values, or texts as long as these$/,
  );
});

test("a key that means something to JavaScript is a key like any other", () => {
  const plain = readSource("rules.yaml", "__proto__: { polluted: 1 }\nconstructor: 2\n").plain();
  expect(Object.keys(plain as object)).toEqual(["__proto__", "constructor"]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
