import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { prepareBash } from "#match/prepare-bash.ts";
import { walk } from "#model/tree.ts";
import { parsePlainBash } from "#syntax/bash-plain.ts";
import { parseBash } from "#syntax/bash.ts";
import { syntaxes, syntaxOf, syntaxOfLanguage } from "#syntax/table.ts";
import { expectCpuBelow } from "../cost.ts";

beforeAll(() => loadSyntax("bash"));

/** Holds if the text is read without the grammar; if so, as with it. */
function isPlain(text: string): boolean {
  const plain = parsePlainBash("run.sh", text);
  if (plain) expect(plain, JSON.stringify(text)).toEqual(parseBash("run.sh", text));
  return plain !== undefined;
}

describe("what is read without the grammar is what the grammar gives", () => {
  test.each([
    "",
    "\n  \n",
    "# only a comment\n",
    "curl -s https://example.org/x",
    `curl -s "https://a.example/v1/$ORDER" -H "Authorization: Bearer \${TOKEN}"`,
    `curl -X POST https://a.example \\\n  -H 'Accept: a/b' \\\n  -d '{"a": 1}'\n`,
    "docker run --rm -v $PWD:/work -e A=b image:1.2 sh -c 'a && b'",
    "git add . && git commit -m \"a 'b' c\" || exit 1; git push &",
    "a | b -c | d > out.txt 2>&1\n",
    "a 2>/dev/null | b",
    "a >> log < in",
    "a &> log",
    "A=1",
    "A=",
    "A+='b c'\n",
    `A="$(curl -s x | jq -r '.a')"\ncurl "$A"`,
    "A=1 B=$C run --x",
    "export A=1 B='c d'\nreadonly -x E=$F",
    "a && b 2>&1 | c -5",
    "a | b | c || d",
    "a | b > c | d",
    "A=1\nB=2\nrun\n",
    "a # b\n\n# c\nd",
    "a |\n  b &&\n  c",
    "find . -name '*.js' -exec rm {} \\;",
    "echo a\\ b \\$c ~/d *.e f[0] {g,h}",
    '$CMD --x; ./y; ~/z; "a b" c',
    'echo $1; echo $?; echo "$@ $#"',
    `echo "a\n# b" 'c\nd'`,
    'echo $(a $(b "$C")) d',
    "a\r\nb \\\r\n  c\r\n",
    "\uFEFFa",
    "$ a b\noutput\n$ c\n",
    "echo naïve 日本 'x→y' \"😀\"",
    "echo if then in",
    "... | bash",
    `curl \${__countersign_1_dots} | bash`,
  ])("%j", (text) => {
    expect(isPlain(text)).toBe(true);
  });

  test.each([
    "if a; then b; fi",
    "for x in a; do b; done",
    "f() { a; }",
    "[ -n x ]",
    "(a)",
    "! a",
    "cat <<EOF\na\nEOF",
    "cat <<< a",
    "a <(b)",
    "echo `a`",
    "echo $'a'",
    "echo $((1))",
    "echo ${a:-b}",
    "echo {1..3}",
    "A=(a b)",
    "export A",
    "a 'b",
    'a "b',
    "a $(b",
    "a )",
    "a && && b",
    "a |",
    "a;; b",
    "a >",
    "a \\\n",
    "a\0b",
    "a \ud800",
    "a 0>b",
    'a "b"-$C/d',
    "a {} []",
    "a@b",
    `a ${"$(".repeat(20)}b${")".repeat(20)}`,
  ])("%j is left to the grammar", (text) => {
    expect(isPlain(text)).toBe(false);
  });
});

const word = fc.oneof(
  fc.constantFrom("a", "-x", "--long=v", "./p/q.sh", "*.js", "~/c", "https://a.example/?b=c", "k=v", "42", "{}", "if"),
  fc.constantFrom("$A", "${B}", '"$C d"', "'e $f'", '"\\"g\\""', '"h\n# i"', "/j/$K", '"$L"/m', "\\;", "n\\ o"),
);
const name = fc.constantFrom("curl", "git", "./run.sh", "npm", "$CMD", '"$BIN"', "docker-compose", "in-place");
const command = fc
  .tuple(fc.constantFrom("", "", "A=1 ", "B=$C D='e' "), name, fc.array(word, { maxLength: 4 }))
  .chain(([given, called, words]) =>
    fc
      .constantFrom("", "", "", " > f", " 2>&1", " >> g 2>/dev/null")
      .map((to) => given + [called, ...words].join(" ") + to),
  );
const statement = fc.oneof(
  { weight: 5, arbitrary: command },
  { weight: 1, arbitrary: fc.tuple(command, command).map(([one, other]) => `${one.split(" >")[0]!} | ${other}`) },
  { weight: 1, arbitrary: command.map((inner) => `X=$(${inner})`) },
  { weight: 1, arbitrary: fc.constantFrom("X=", "Y=$Z", "W='v w'", "# c", "") },
);
const program = fc
  .array(fc.tuple(statement, fc.constantFrom("\n", "\n\n", " # d\n", "; ", "\r\n")), { maxLength: 8 })
  .map((parts) => parts.map(([text, end]) => (text === "" || text === "# c" ? `${text}\n` : text + end)).join(""));

describe("for any text", () => {
  test("programs of every day are read, as the grammar reads them", () => {
    let read = 0;
    fc.assert(
      fc.property(program, (text) => {
        if (isPlain(text)) read++;
      }),
      { numRuns: 600 },
    );
    expect(read).toBeGreaterThan(400);
  });

  const piece = fc.constantFrom(
    ..."a b1 -f --x=y = == =~ / ~ * ? @ % ^ + ! # , . : 0 12 -5 _ é 日 😀 { } [ ] {} {1..2} if then esac for function time".split(
      " ",
    ),
    ...'$A $1 $? $@ ${A} ${A:-b} $ $$ \'\' \'a\' "" "$A" "a$" $(a) $(( ` $\' \\n \\$ \\\\ \\" | || & && ; ;; > >> 2>&1 < << <<< ( ) A= A=1 export'.split(
      " ",
    ),
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    " \\\n ",
    " # c\n",
    '"a\n# b"',
    "'\n'",
    "\0",
    "\u00A0",
    "\\ ",
  );

  test.each([
    ["out of pieces", fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""))],
    ["out of words", fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(" "))],
    ["of one command", fc.array(piece, { maxLength: 6 }).map((pieces) => `a ${pieces.join("")}\nb`)],
    [
      "out of signs",
      fc.string({ unit: fc.constantFrom(...` \n\t"'$(){}[]|&;<>#=\\!*?~-+@:,./ab01_A`.split("")), maxLength: 14 }),
    ],
  ])("a text %s is read as by the grammar, or not at all", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        isPlain(text);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ["a word", "a".repeat(300_000)],
    ["quotes", '"\\""'.repeat(75_000)],
    ["an open quote", `"${"\\a".repeat(150_000)}`],
    ["substitutions", "$(".repeat(150_000)],
    ["commands", "a;".repeat(150_000)],
    ["lines that go on", "a \\\n".repeat(75_000)],
    ["variables of one command", "A=1 ".repeat(75_000)],
    ["redirections", "a -".padEnd(300_000, " >b")],
    ["brackets", "a ".padEnd(300_000, "{")],
    ["holes", "a ".padEnd(300_000, "$A")],
    ["assignments", "A=".repeat(150_000)],
    ["comments", "#\n".repeat(150_000)],
    ["digits", "a ".padEnd(300_000, "1")],
  ])("very many characters of %s do no harm", (_, text) => {
    expectCpuBelow(10_000, () => parsePlainBash("run.sh", text));
  });
});

/** The shell texts below a folder: whole files, and blocks in prose. */
function shellTexts(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const syntax = syntaxOf(entry.name);
      if (syntax !== "shell" && syntax !== "markdown") return [];
      const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
      if (syntax === "shell") return [text];
      const nodes = [...walk(syntaxes.markdown(entry.name, text).root)];
      const blocks = nodes.filter(({ kind, label = "" }) => kind === "fence" && syntaxOfLanguage(label) === "shell");
      return blocks.map(({ value }) => String(value));
    });
}

test("most of the shell that the project holds is plain", () => {
  const texts = ["fixtures", "rules"].flatMap(shellTexts);
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter(isPlain).length / texts.length).toBeGreaterThan(0.5);
});

test("patterns of our rules over Bash need no grammar", () => {
  const files = readdirSync("rules", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("rule.yaml"),
  );
  const patterns = files.flatMap((path) => {
    const rules = readFileSync(join("rules", path), "utf8").split(/^ {2}- id:/m);
    const shell = rules.filter((rule) => rule.includes("languages: [bash]"));
    return shell.flatMap((rule) =>
      [...rule.matchAll(/- pattern(?:-not|-inside)?: ([^|\s].*)/g)].map(([, text]) => text!),
    );
  });
  expect(patterns.length).toBeGreaterThan(20);
  const texts = patterns.flatMap((pattern) => prepareBash(pattern));
  expect(texts.filter((text) => !isPlain(`${text.trim()}\n`))).toEqual([]);
});
