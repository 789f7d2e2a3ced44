import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import type { Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";
import { parseBash } from "#syntax/bash.ts";
import { syntaxes } from "#syntax/table.ts";

beforeAll(() => loadSyntax("bash"));

const parse = (text: string) => syntaxes.bash("run.sh", text);

/** The kinds of a tree, nested, with what tells nodes of a kind apart. */
function outline(node: Node): string {
  const value = node.value === undefined ? "" : `=${String(node.value)}`;
  const label = node.label === undefined ? "" : `:${node.label}`;
  const inner = node.children.map(outline).join(" ");
  return `${node.kind}${label}${value}${inner === "" ? "" : `(${inner})`}`;
}

const statementsOf = (text: string) => parse(text).root.children.map((node) => outline(node));
const expressionOf = (text: string) => outline(parse(text).root.children[0]!.children[0]!);

describe("words", () => {
  test.each([
    ["quotes are none of the word", `cu"rl"' -s'`, "string=curl -s"],
    ["a backslash keeps what follows", String.raw`a\ b\$c`, "string=a b$c"],
    ["a backslash in double quotes", String.raw`"a\b\"c\$d"`, String.raw`string=a\b"c$d`],
    ["escapes of C", String.raw`$'a\x41\n\101\u00e9'`, "string=aA\nAé"],
    ["a text with a hole", '"a $x"', 'template:"(string:piece=a  variable(name=x))'],
    ["white space before a hole", '"${a} ${b}"', 'template:"(variable(name=a) string:piece=  variable(name=b))'],
    ["a word with a hole", "a${x}", "template(string:piece=a variable(name=x))"],
    ["a default", "${x:-y}", "variable::-(name=x string=y)"],
    ["an element", "${x[0]}", "variable(index(name=x string=0))"],
    ["numbers are words", "42", "string=42"],
    ["a substitution", "`date`", "substitution(expression-statement(simple-command(string=date)))"],
  ])("%s", (_, text, expected) => {
    expect(expressionOf(`echo ${text}`)).toBe(`simple-command(string=echo ${expected})`);
  });

  test("a text that is written down has its holes, unless its mark is quoted", () => {
    expect(expressionOf("cat <<EOF\nhi $x\nEOF\n")).toBe(
      "simple-command(string=cat redirect:<<(template:heredoc(string:piece=hi  variable(name=x) string:piece=\n)))",
    );
    expect(expressionOf("cat <<'EOF'\nhi $x\nEOF\n")).toBe("simple-command(string=cat redirect:<<(string=hi $x\n))");
  });
});

describe("commands", () => {
  test.each([
    ["a variable for one command", "A=1 run", "simple-command(keyword-argument=A(string=1) string=run)"],
    ["an assignment", "A+=1", "assign:+=(name=A string=1)"],
    ["an assignment of nothing", "A=", "assign:=(name=A string=)"],
    ["a declaration", "readonly A=1", "assign:=(name=A string=1)"],
    ["a declaration without a value", "export A", "simple-command(string=export string=A)"],
    ["a list", "A=(x y)", "assign:=(name=A sequence:list(string=x string=y))"],
    ["a redirection", "a 2> b", "simple-command(string=a redirect:>(string=2 string=b))"],
    ["words behind a redirection", "a > b c", "simple-command(string=a string=c redirect:>(string=b))"],
    [
      "a redirection belongs to the last command",
      "a | b > c",
      "pipeline(simple-command(string=a) simple-command(string=b redirect:>(string=c)))",
    ],
    ["what is not waited for", "a &", "background(simple-command(string=a))"],
    ["a negation", "! a", "unary:!(simple-command(string=a))"],
    [
      "a pipeline behind the mark of a text",
      "cat <<E | sh\nx\nE\n",
      "pipeline(simple-command(string=cat redirect:<<(string=x\n)) simple-command(string=sh))",
    ],
  ])("%s", (_, text, expected) => {
    expect(expressionOf(text)).toBe(expected);
  });

  test.each([
    [
      "a && b > c | d",
      "binary:&&(simple-command(string=a) pipeline(simple-command(string=b redirect:>(string=c)) simple-command(string=d)))",
    ],
    [
      "a | b > c | d",
      "pipeline(simple-command(string=a) simple-command(string=b redirect:>(string=c)) simple-command(string=d))",
    ],
    [
      "a | b | c || d",
      "binary:||(pipeline(simple-command(string=a) simple-command(string=b) simple-command(string=c)) simple-command(string=d))",
    ],
  ])("pipes bind before lists: %s", (text, expected) => {
    expect(outline(parseBash("run.sh", text).root.children[0]!.children[0]!)).toBe(expected);
  });

  test("and-or lists group from the left", () => {
    expect(expressionOf("a && b || c")).toBe(
      "binary:||(binary:&&(simple-command(string=a) simple-command(string=b)) simple-command(string=c))",
    );
  });

  test("assignments on lines of their own are statements of their own", () => {
    expect(statementsOf("A=(x)\nB=1\nrun\n")).toHaveLength(3);
  });

  test("a comment ends a command", () => {
    const text = "a | b\n\n# one\nc\n\n# two\na | b | c d\n\n# three\ne f g | h\n\n# four\ni $j | k > l\n";
    const document = parse(text);
    expect(document.root.children.map(({ start, end }) => text.slice(start, end))).toEqual([
      "a | b",
      "c",
      "a | b | c d",
      "e f g | h",
      "i $j | k > l",
    ]);
    expect(document.comments.map(({ start, end }) => text.slice(start, end))).toEqual([
      "# one",
      "# two",
      "# three",
      "# four",
    ]);
  });
});

describe("compound commands", () => {
  test.each([
    [
      "else if",
      "if a; then b; elif c; then d; else e; fi",
      /^if\(simple-command\(string=a\) block\(.*=b\)\)\) block\(if\(.*=c\) block\(.*=d\)\)\) block\(.*=e\)\)\)\)\)\)$/,
    ],
    ["a loop over words", "for x in 1 2; do a; done", /^for-each:in\(name=x string=1 string=2 block\(/],
    ["a choice", "select x in 1; do a; done", /^for-each:select\(/],
    ["until", "until a; do b; done", /^while:until\(simple-command\(string=a\) block\(/],
    [
      "a loop that counts",
      "for ((i=0;i<3;i++)); do a; done",
      /^for\(assign:=.* binary:<.* unary:\+\+post\(.*\) block\(/,
    ],
    ["cases", "case $x in a|b) c;; *) d;; esac", /^switch\(variable\(name=x\) case\(string=a string=b block\(.*case\(/],
    ["a function", "f() { a; }", /^function:declaration\(name=f block\(/],
    ["a test", '[ -n "$x" ]', /^expression-statement\(test-command:\[\(unary:-n\(/],
    ["a subshell", "(a; b)", /^expression-statement\(subshell\(/],
    [
      "a loop with a redirection",
      "while a; do b; done < f",
      /^expression-statement\(redirected\(while:while\(.*redirect:<\(/,
    ],
  ])("%s", (_, text, expected) => {
    expect(statementsOf(text)[0]).toMatch(expected);
  });
});

describe("hostile input", () => {
  test("a broken text yields what can be read, and a problem", () => {
    const document = parse("curl a | bash\nif then fi (\n");
    expect(outline(document.root)).toContain("string=curl");
    expect(document.problems).toMatchObject([{ kind: "parse-error", partial: false }]);
  });

  test.each([
    ["substitutions", "echo $(".repeat(3000) + ")".repeat(3000)],
    ["lists", "a" + " && a".repeat(20_000)],
    ["blocks", "{ ".repeat(3000) + "a; " + "}; ".repeat(3000)],
  ])("deep %s end in a problem", (_, text) => {
    const document = parse(text);
    expect(document.root.kind).toBe("program");
    expect(document.problems.map(({ kind }) => kind)).toContain("too-deep");
  });

  test.each([
    ["parts of a pipeline", "a" + " | a".repeat(20_000), 20_001],
    ["else ifs", `if a; then b; ${"elif a; then b; ".repeat(20_000)}fi`, 20_001],
    ["statements", "a;\n".repeat(20_000), 20_000],
  ])("many %s are all read", (_, text, count) => {
    const document = parse(text);
    const commands = [...walk(document.root)].filter((node) => node.kind === "simple-command" && isFirst(node));
    expect(document.problems).toEqual([]);
    expect(commands.length).toBeGreaterThanOrEqual(count);
  });

  test("lines that end as on Windows, and a mark at the start, are no parts of words", () => {
    expect(statementsOf("\uFEFFa b\r\nc \\\r\nd\r\n")).toEqual(statementsOf("a b\nc d\n"));
  });

  test("parts lie within the whole", () => {
    const piece = fc.constantFrom(
      ..."a b $x ${y} \" ' ` $( ) ( { } ; & | && || > < << EOF # \\ = [ ] [[ ]] if then fi do done for in case esac".split(
        " ",
      ),
      "\n",
      "=(",
      "  ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(" ");
        for (const node of walk(parse(text).root)) {
          expect(node.start).toBeLessThanOrEqual(node.end);
          expect(node.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function isFirst({ children }: Node): boolean {
  return children[0]?.value === "a";
}
