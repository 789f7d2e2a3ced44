import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { all, bound, found, not, pattern, search } from "./searching.ts";

const mcp = `{
  "mcpServers": {
    "files": { "command": "npx", "args": ["-y", "files-mcp"], "timeout": 0x10 },
    "git": { "args": ["git-mcp"], "command": "npx" },
    "web": { "url": "https://example.com/sse" }
  }
}`;

const workflow = `on:
  push:
  issue_comment:
    types: [created]
permissions: write-all
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: main
      - name: Say
        run: |
          echo hello
`;

describe("JSON patterns", () => {
  test.each<[string, string[]]>([
    ['{"command": "npx", "args": [...]}', ['{ "args": ["git-mcp"], "command": "npx" }']],
    [
      '{"command": "npx", "args": [...], ...}',
      [
        '{ "command": "npx", "args": ["-y", "files-mcp"], "timeout": 0x10 }',
        '{ "args": ["git-mcp"], "command": "npx" }',
      ],
    ],
    ['{..., "args": ["files-mcp"]}', []],
    ['{..., "args": [..., "files-mcp"]}', ['{ "command": "npx", "args": ["-y", "files-mcp"], "timeout": 0x10 }']],
    ['{..., "args": ["-y", ...], ...}', ['{ "command": "npx", "args": ["-y", "files-mcp"], "timeout": 0x10 }']],
    [
      '{..., "args": ["-y", "files-mcp", ...], ...}',
      ['{ "command": "npx", "args": ["-y", "files-mcp"], "timeout": 0x10 }'],
    ],
    ['"command": "npx"', ['"command": "npx"', '"command": "npx"']],
    ['"url": "..."', ['"url": "https://example.com/sse"']],
    ['"url": "=~/^HTTPS:/i"', ['"url": "https://example.com/sse"']],
    ['"url": "=~/^HTTPS:/"', []],
    ['"=~/^ur/": $V', ['"url": "https://example.com/sse"']],
    ['"timeout": 16', ['"timeout": 0x10']],
    ['"timeout": "16"', []],
    ['"timeout": ...', ['"timeout": 0x10']],
    ['"timeout": "..."', []],
    ["'command': 'npx',", ['"command": "npx"', '"command": "npx"']],
    [
      '"mcpServers": {..., "web": <... "=~/sse$/" ...>, ...}',
      [mcp.slice(mcp.indexOf('"mcpServers"'), mcp.lastIndexOf("}") - 1).replace(/\s+/g, " ")],
    ],
    ['["git-mcp"]', ['["git-mcp"]']],
    ["[$_, $_]", ['["-y", "files-mcp"]']],
    ["{}", []],
    ["[]", []],
  ])("%s", (source, expected) => {
    expect(found("json", source, mcp)).toEqual(expected);
  });

  test("an ellipsis inside of a string is text", () => {
    expect(found("json", '"a ... b"', '["a ... b", "a b"]')).toEqual(['"a ... b"']);
  });

  test("a mapping in a pattern holds all there is, unless an ellipsis stands in it", () => {
    expect(found("json", '{"a": 1}', '[{"a": 1}, {"a": 1, "b": 2}]')).toEqual(['{"a": 1}']);
    expect(found("json", '{"a": 1, ...}', '[{"a": 1}, {"a": 1, "b": 2}]')).toEqual(['{"a": 1}', '{"a": 1, "b": 2}']);
  });

  test("strings are compared by what they say, not by how they are written", () => {
    expect(found("json", '"npx"', String.raw`["\u006epx", 'npx', "npxx"]`)).toEqual([String.raw`"\u006epx"`, "'npx'"]);
  });

  test("a key that is a property of every object is a key like any other", () => {
    expect(found("json", '"__proto__": $X', '{"__proto__": 1}')).toEqual(['"__proto__": 1']);
    expect(found("json", '"constructor": $X', "{}")).toEqual([]);
  });

  test("a key written twice is looked at twice", () => {
    expect(bound("json", '"a": $X', "$X", '{"a": 1, "a": 2}')).toEqual(["1", "2"]);
  });

  test("nothing is not matched: an unreadable or empty text has no nodes", () => {
    for (const text of ["", "   ", "{]", "# no"]) expect(found("json", "$X", text)).toEqual([]);
    expect(found("json", "$X", "null")).toEqual(["null"]);
  });
});

describe("metavariables", () => {
  test.each<[string, string, (string | undefined)[]]>([
    ['"url": $X', "$X", ['"https://example.com/sse"']],
    ['"url": "$X"', "$X", ["https://example.com/sse"]],
    ['$K: "npx"', "$K", ['"command"', '"command"']],
    ['"$K": "npx"', "$K", ['"command"', '"command"']],
    ['{"args": [..., $LAST], ...}', "$LAST", ['"files-mcp"', '"git-mcp"']],
    ['{"args": [$FIRST, $...REST], ...}', "$...REST", ['"files-mcp"', ""]],
    ['{"args": [$...ALL], ...}', "$...ALL", ['"-y", "files-mcp"', '"git-mcp"']],
    ['{"command": $C, $...MORE}', "$...MORE", ['"args": ["-y", "files-mcp"], "timeout": 0x10', '"args": ["git-mcp"]']],
    ['"timeout": $_', "$_", [undefined]],
  ])("%s binds %s", (source, name, expected) => {
    expect(bound("json", source, name, mcp)).toEqual(expected);
  });

  test("the same name stands for the same thing, whatever its layout and place", () => {
    const text = '{"a": [1, {"x": "y"}], "b": [1,   {"x": \'y\'}], "c": [1, {"x": "z"}]}';
    expect(found("json", '{"a": $X, "b": $X, ...}', text)).toHaveLength(1);
    expect(found("json", '{"a": $X, "c": $X, ...}', text)).toEqual([]);
    expect(found("json", '{"a": "$X", "b": $X}', '{"a": "v", "b": "v"}')).toHaveLength(1);
  });

  test("every way to match counts, also when the first choice of a key was wrong", () => {
    const text = '{"p": 1, "q": 2, "r": 2}';
    expect(bound("json", "{$A: $X, $B: $X, ...}", "$A", text).sort()).toEqual(['"q"', '"r"']);
    expect(bound("json", "{..., $K: 2}", "$K", text).sort()).toEqual(['"q"', '"r"']);
  });
});

describe("YAML patterns", () => {
  test.each<[string, string[]]>([
    ["permissions: write-all", ["permissions: write-all"]],
    ['permissions: "write-all"', ["permissions: write-all"]],
    ["on:\n  ...\n  issue_comment: ...\n", ["on: push: issue_comment: types: [created]"]],
    ["on:\n  ...\n  issue_comment:\n    types: [..., created, ...]\n", ["on: push: issue_comment: types: [created]"]],
    ["on:\n  issue_comment: ...\n", []],
    [
      "jobs:\n  $JOB:\n    ...\n    runs-on: ubuntu-latest\n",
      [workflow.slice(workflow.indexOf("jobs")).replace(/\s+/g, " ")],
    ],
    ["- uses: $ACTION\n  ...", ["uses: actions/checkout@v4 with: ref: main"]],
    ["steps:\n  - ...\n    uses: $A\n  ...", [workflow.slice(workflow.indexOf("steps")).replace(/\s+/g, " ")]],
    ["{uses: $A, ...}", ["uses: actions/checkout@v4 with: ref: main"]],
    ["uses: $A", ["uses: actions/checkout@v4"]],
    ["types: [created]", ["types: [created]"]],
    ['"$K": created', []],
    ["with:\n  ref: main", ["with: ref: main"]],
    ["with:\n  ...", ["with: ref: main"]],
    ["run: |\n  echo hello\n", ["run: | echo hello "]],
  ])("%j", (source, expected) => {
    expect(found("yaml", source, workflow)).toEqual(expected);
  });

  test("a line that is an ellipsis belongs to the collection in whose column it stands", () => {
    const list = "a:\n  - x\n  - y\n  - z\n";
    expect(found("yaml", "a:\n  ...\n  - y\n  ...", list)).toHaveLength(1);
    expect(found("yaml", "a:\n  - x\n  ...", list)).toHaveLength(1);
    expect(found("yaml", "a:\n  ...\n  - y", list)).toEqual([]);
    expect(found("yaml", "a:\n  - ...\n  - z", list)).toHaveLength(1);
    expect(found("yaml", "...\n- y\n...", list)).toHaveLength(1);
  });

  test("an alias is what its anchor stands on", () => {
    expect(found("yaml", "b:\n  k: v", "a: &x\n  k: v\nb: *x\n")).toEqual(["b: *x"]);
  });

  test("comments, quoted dots and block texts of a pattern are left as they are", () => {
    expect(found("yaml", "a: ... # ... and so on", "a: 1")).toEqual(["a: 1"]);
    expect(found("yaml", 'a: "x ... y"', 'a: "x ... y"')).toHaveLength(1);
    expect(found("yaml", 'a: "..."', "a: text\n")).toHaveLength(1);
    expect(found("yaml", 'a: "..."', "a: 1\n")).toEqual([]);
    expect(found("yaml", "a: |\n  x\n  ...\n", "a: |\n  x\n  ...\n")).toHaveLength(1);
  });
});

describe("TOML and dotenv patterns", () => {
  const toml = '[mcp_servers.files]\ncommand = "npx"\nargs = ["-y", "x"]\n\n[profile]\napproval = "never"\n';
  test.each<[string, string[]]>([
    ['command = "npx"', ['command = "npx"']],
    ["args = [..., $X]", ['args = ["-y", "x"]']],
    ["approval = $X", ['approval = "never"']],
    ['approval = "$X"', ['approval = "never"']],
    ["approval = 1", []],
  ])("%s", (source, expected) => {
    expect(found("toml", source, toml)).toEqual(expected);
  });

  test("the tables of a TOML pattern are mappings", () => {
    expect(bound("toml", '[mcp_servers.$NAME]\ncommand = "npx"\n...', "$NAME", toml)).toEqual(["files"]);
  });

  test("dotenv: one assignment a line", () => {
    const text = 'A=1\nexport TOKEN="abc"\n';
    expect(bound("dotenv", "TOKEN=$X", "$X", text)).toEqual(['"abc"']);
    expect(bound("dotenv", '$K="abc"', "$K", text)).toEqual(["TOKEN"]);
    expect(found("dotenv", "TOKEN=...", text)).toHaveLength(1);
  });
});

describe("laws", () => {
  const scalar = fc.oneof(fc.string({ maxLength: 6 }), fc.integer(), fc.boolean(), fc.constant(null));
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 4 }), tie("value"), { maxKeys: 4 }),
    ),
  })).value;
  /** What has a meaning of its own in a pattern. */
  const isPlain = (text: string) => !/\$|\.\.\.|=~/.test(text);

  test("a value is a pattern of itself, at its own place", () => {
    fc.assert(
      fc.property(value, (json) => {
        const text = JSON.stringify(json, undefined, 1);
        fc.pre(isPlain(text));
        const matches = search("json", pattern(JSON.stringify(json)), text);
        expect(matches.map(({ span }) => span)).toContainEqual({ start: 0, end: text.length });
      }),
    );
  });

  test("a part of a mapping with an ellipsis matches the whole, in any order", () => {
    const mapping = fc.dictionary(fc.string({ maxLength: 4 }), value, { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(mapping, fc.integer({ min: 0, max: 31 }), (json, choice) => {
        const text = JSON.stringify(json);
        fc.pre(isPlain(text));
        const part = Object.entries(json).filter((_, index) => (choice >> index) & 1);
        const pairs = part.reverse().map(([key, held]) => `${JSON.stringify(key)}: ${JSON.stringify(held)}`);
        const matches = search("json", pattern(`{${[...pairs, "..."].join(", ")}}`), text);
        expect(matches.map(({ span }) => span)).toContainEqual({ start: 0, end: text.length });
      }),
    );
  });

  test("without what the same pattern finds nothing is left", () => {
    fc.assert(
      fc.property(
        value,
        fc.constantFrom("$X", "[..., $X, ...]", "{..., $K: $V}", '"a": $X', "[$A, $B]"),
        (json, source) => {
          expect(search("json", all([pattern(source), not(source)]), JSON.stringify(json))).toEqual([]);
        },
      ),
    );
  });
});

describe("YAML's own", () => {
  test("a tag in a pattern asks for it, and a match starts with it", () => {
    const text = "- !ref a\n- !get b\n- c\n- !ref\n  d: 1\n";
    expect(found("yaml", "!ref $X", text)).toEqual(["!ref a", "!ref d: 1"]);
    expect(found("yaml", "!$T b", text)).toEqual(["!get b"]);
    expect(bound("yaml", "!$T $X", "$T", text)).toEqual(["ref", "get", "ref"]);
    expect(found("yaml", "- b", text)).toEqual(["b"]);
  });

  test("the empty text is a value that is not written, too", () => {
    expect(found("yaml", 'on: ""', "on:\n")).toEqual(["on:"]);
    expect(found("yaml", 'on: ""', 'on: ""\n')).toEqual(['on: ""']);
    expect(found("yaml", 'on: ""', "on: null\n")).toEqual([]);
  });

  test.each(["yaml", "json"] as const)(
    "a backslash in an expression of %s is its own where it escapes nothing",
    (language) => {
      expect(found(language, String.raw`"a": "=~/^\d+\s\w$/"`, '{"a": "12 x", "b": {"a": "d+sw"}}')).toEqual([
        '"a": "12 x"',
      ]);
      expect(found(language, String.raw`"a": "=~/^\\d$/"`, '{"a": "7"}')).toEqual(['"a": "7"']);
    },
  );
});

test("a bare word in JSON is a value that a metavariable binds", () => {
  expect(bound("json", '{"a": $X, ...}', "$X", '{"a": PORT, "b": 1}')).toEqual(["PORT"]);
});
