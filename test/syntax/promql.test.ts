import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import type { Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";
import { syntaxes } from "#syntax/table.ts";
import { expectCpuBelow } from "../cost.ts";

beforeAll(() => loadSyntax("promql"));

const parse = (text: string) => syntaxes.promql("query.promql", text);

/** The kinds of a tree, nested, with what tells nodes of a kind apart. */
function outline(node: Node): string {
  const value = node.value === undefined ? "" : `=${String(node.value)}`;
  const label = node.label === undefined ? "" : `:${node.label}`;
  const inner = node.children.map(outline).join(" ");
  return `${node.kind}${label}${value}${inner === "" ? "" : `(${inner})`}`;
}

/** A selector that asks for nothing but a name, in short. */
const short = (text: string) =>
  text.replace(/mapping:selector\(binary:=\(name=__name__ name=([^()]*)\)\)/g, (_, name: string) => `<${name}>`);

/** The only expression of a text that is read without a problem. */
function read(text: string): string {
  const document = parse(text);
  const statements = document.root.children;
  expect(document.problems).toEqual([]);
  expect(statements).toHaveLength(1);
  return short(outline(statements[0]!.children[0]!));
}

/** The kinds of problems, once the tree was looked at. */
function problemsOf(text: string): string[] {
  const document = parse(text);
  expect(document.root.kind).toBe("program");
  return document.problems.map(({ kind }) => kind);
}

describe("selectors", () => {
  test.each([
    ["a metric", "up", "<up>"],
    ["a recorded one", "job:http_requests:rate5m", "<job:http_requests:rate5m>"],
    ["no matchers", "up{}", "<up>"],
    ["the name as a matcher", '{__name__="up"}', "<up>"],
    ["the name in quotes", '{"up"}', "<up>"],
    ["a keyword as a name", "sum", "<sum>"],
    [
      "matchers",
      `up{a="b", c!='d', e=~\`f.*\`, g!~"h",}`,
      "mapping:selector(binary:=(name=__name__ name=up) binary:=(name=a string=b) binary:!=(name=c string=d) " +
        "binary:=~(name=e string=f.*) binary:!~(name=g string=h))",
    ],
    ["a label in quotes", '{"http.status"="200"}', "mapping:selector(binary:=(name=http.status string=200))"],
    ["names of more than one metric", '{__name__=~"a|b"}', "mapping:selector(binary:=~(name=__name__ string=a|b))"],
    ["a range", "up[5m]", "index(<up> other:duration=5m)"],
    ["a subquery", "up[1h30m:10s]", "index::(<up> other:duration=1h30m other:duration=10s)"],
    ["a subquery without a step", "up[1h:]", "index::(<up> other:duration=1h)"],
    ["a word for a step", "up[1h:step()]", "index::(<up> other:duration=1h call(name=step))"],
    ["a range in seconds", "up[300]", "index(<up> number=300)"],
    ["a range of a group", "(up)[5m:]", "index::(<up> other:duration=5m)"],
    ["an offset", "up offset 5m", "binary:offset(<up> other:duration=5m)"],
    ["an offset backwards", "up OFFSET -5m", "binary:offset(<up> unary:-(other:duration=5m))"],
    ["a time", "up @ 1609746000", "binary:@(<up> number=1609746000)"],
    ["an end of the query", "up[5m] @ end()", "binary:@(index(<up> other:duration=5m) call(name=end))"],
    [
      "all of them",
      "up[5m] @ -1 offset 1w[1d:1h]",
      "index::(binary:offset(binary:@(index(<up> other:duration=5m) unary:-(number=1)) other:duration=1w) " +
        "other:duration=1d other:duration=1h)",
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("literals", () => {
  test.each([
    ["1", "number=1"],
    [".5e-3", "number=0.0005"],
    ["0x1F", "number=31"],
    ["1_000.5", "number=1000.5"],
    ["+Inf", "unary:+(number=Infinity)"],
    ["NaN", "number=NaN"],
    ["1h5ms", "other:duration=1h5ms"],
    [String.raw`"a\"\n\x41\101\u00e9\U0001F600"`, 'string=a"\nAA\u00e9\u{1f600}'],
    [String.raw`'it\'s "so"'`, `string=it's "so"`],
    ["`a\\n\nb`", "string=a\\n\nb"],
    ["# before\n1 # behind", "number=1"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("operators", () => {
  test.each([
    ["products before sums", "1 + 2 * 3", "binary:+(number=1 binary:*(number=2 number=3))"],
    ["from the left", "1 - 2 - 3", "binary:-(binary:-(number=1 number=2) number=3)"],
    ["powers from the right", "2 ^ 3 ^ 2", "binary:**(number=2 binary:**(number=3 number=2))"],
    ["a sign is weaker than a power", "-1 ^ 2", "unary:-(binary:**(number=1 number=2))"],
    ["a sign is stronger than a product", "-1 % 2", "binary:%(unary:-(number=1) number=2)"],
    ["a sign in a power", "2 ^ -1", "binary:**(number=2 unary:-(number=1))"],
    ["parentheses", "(1 + 2) atan2 3", "binary:atan2(binary:+(number=1 number=2) number=3)"],
    ["comparisons before sets", "a > 1 and b", "binary:and(binary:>(<a> number=1) <b>)"],
    ["`and` before `or`", "a or b UNLESS c or d", "binary:or(binary:or(<a> binary:unless(<b> <c>)) <d>)"],
    ["a truth value", "a >= bool 1", "binary:>=(<a> modifier=bool number=1)"],
    [
      "vectors that match",
      "a / on(x, y) group_left(z) b",
      "binary:/(<a> keyword-argument=on(sequence:set(name=x name=y)) keyword-argument=group_left(sequence:set(name=z)) <b>)",
    ],
    [
      "without a list",
      "a * ignoring(x) group_right b",
      "binary:*(<a> keyword-argument=ignoring(sequence:set(name=x)) keyword-argument=group_right(sequence:set) <b>)",
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("calls", () => {
  const grouped = "call(name=sum keyword-argument=by(sequence:set(name=a name=b)) <x>)";
  test.each([
    ["a function", "rate(x[5m])", "call(name=rate index(<x> other:duration=5m))"],
    ["no arguments", "time()", "call(name=time)"],
    ["several arguments", 'label_join(x, "a", "b")', "call(name=label_join <x> string=a string=b)"],
    ["an unknown function", "f(1)", "call(name=f number=1)"],
    ["groups before", "sum by (a, b) (x)", grouped],
    ["in capitals", "SUM BY (a, b) (x)", grouped],
    ["labels in quotes", 'sum by (a, "b",) (x)', grouped],
    ["groups behind", "sum(x) by (a)", "call(name=sum <x> keyword-argument=by(sequence:set(name=a)))"],
    ["all but some", "topk without () (3, x)", "call(name=topk keyword-argument=without(sequence:set) number=3 <x>)"],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

test("comments, and places that include parentheses only where something stands around them", () => {
  const text = "(up)[5m:] # why\n> 1";
  const { root, comments } = parse(text);
  const comparison = root.children[0]!.children[0]!;
  const [subquery] = comparison.children;
  const slice = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  expect(comments.map(slice)).toEqual(["# why"]);
  expect([comparison, subquery!, subquery!.children[0]!].map(slice)).toEqual([text, "(up)[5m:]", "up"]);
});

describe("what cannot be read is a problem, and the rest is read", () => {
  test.each([
    ["a bracket that is not closed", "rate(up[5m:)", "call(name=rate index::(<up> other:duration=5m))"],
    ["a parenthesis that is not closed", "sum(up", "call(name=sum <up>)"],
    ["nothing behind an operator", "up >", "binary:>(<up> other:missing)"],
    ["a variable of a dashboard", "up > $x", "binary:>(<up> other:unread) <x>"],
    ["a text without an end", 'f(1, "a', "call(name=f number=1 other:unread)"],
    ["a number that goes on", "5x + 1", "binary:+(other:unread number=1)"],
    ["two queries", "up down", "<up> <down>"],
    ["a closing sign alone", ") up", "<up>"],
    [
      "a matcher without a value",
      "up{a=} + 1",
      "binary:+(mapping:selector(binary:=(name=__name__ name=up) other:missing) number=1)",
    ],
  ])("%s", (_, text, expected) => {
    const { root } = parse(text);
    const all = root.children.map((statement) => short(outline(statement.children[0]!))).join(" ");
    expect(all.startsWith(expected)).toBe(true);
    expect(problemsOf(text)).toEqual(["parse-error"]);
  });

  test("at its place", () => {
    const document = parse("up\n  + $x");
    expect(document.root.children.length).toBeGreaterThan(0);
    expect(document.problems[0]?.region).toMatchObject({ startLine: 2, startColumn: 5 });
  });

  test("an empty text is none", () => {
    expect(problemsOf(" # nothing\n")).toEqual([]);
  });
});

/** Milliseconds of processor time: cases take at most a fifth of it. */
const limit = 5000;
const fill = (unit: string, size = 100_000) => unit.repeat(Math.ceil(size / unit.length));

describe("endless texts", () => {
  const tooDeep = ["(", "-", "a^", "sum(", "a[", "a>(", "sum by(a)(", "a + ", "a and on() ", "a / "];
  const tooLong = ["a[1m]", "a offset ", "@ 1 ", "a offset 1m ", "9", "1m", "_", '"', "`", "'\\", "#", "\u0000", "a{"];
  const others = ["a,", ")", "}", ":", "{,", "by(", "1e", "0x", ".", "on(", "a{b=", '{a="b",', "\\", "=~", "a\n"];

  test.each([...tooDeep, ...tooLong, ...others])("%j", (unit) => {
    const text = `f(${fill(unit)})`;
    expectCpuBelow(limit, () => {
      const { root } = parse(text);
      for (const { start, end } of walk(root)) {
        if (start > end || end > text.length) throw new Error("A node lies outside of its text");
      }
      expect(depthOf(root)).toBeLessThan(1000);
    });
    if (tooDeep.includes(unit)) expect(problemsOf(text)).toEqual(["too-deep"]);
  });
});

function depthOf(root: Node): number {
  let deepest = 0;
  const stack: [Node, number][] = [[root, 1]];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [node, depth] = entry;
    deepest = Math.max(deepest, depth);
    for (const child of node.children) stack.push([child, depth + 1]);
  }
  return deepest;
}

const piece = fc.constantFrom(
  ..."a|sum|by|offset|bool|on|and|5m|1|'x'|\"|`|(|)|{|}|[|]|,|:|=|=~|==|>|-|^|@|#|\n|\\|$".split("|"),
);

test("whatever the text, children lie in their parents", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join(" ");
      for (const node of walk(parse(text).root)) {
        if (node.end > text.length || node.start > node.end) throw new Error(`outside of the text: ${text}`);
        for (const child of node.children) {
          if (child.start < node.start || child.end > node.end) throw new Error(`outside of its parent: ${text}`);
        }
      }
    }),
    { numRuns: 500 },
  );
});
