import { beforeAll, describe, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import { syntaxes } from "#syntax/table.ts";
import { ruleOf } from "./searching.ts";

beforeAll(() => loadSyntax("bash"));

const ruleFor = (pattern: string) => compileSearchRule(ruleOf({ type: "pattern", pattern }, "bash"), syntaxes, analyse);

/** What a pattern matches, and what it binds. */
function found(pattern: string, text: string, syntax: "bash" | "shell" = "bash"): string[] {
  const { matches, problem } = ruleFor(pattern).matches(syntaxes[syntax]("run.sh", text));
  expect(problem).toBeUndefined();
  return [...new Set(matches.map(({ span }) => text.slice(span.start, span.end)))];
}

function bound(pattern: string, text: string): Record<string, string> {
  const [match] = ruleFor(pattern).matches(syntaxes.bash("run.sh", text)).matches;
  return Object.fromEntries(Array.from(match?.bindings ?? [], ([name, binding]) => [name, binding.text]));
}

describe("what is written in another way matches", () => {
  test.each([
    ["a download that is run", "curl ... | bash", "curl -s $URL | bash", ["curl -s $URL | bash"]],
    ["with more behind it", "curl ... | bash", "curl x | bash | tee log", ["curl x | bash | tee log"]],
    ["with more before it", "... | bash", "a | b | bash", ["a | b | bash"]],
    ["a word in pieces", "curl ...", `cu''r"l" x`, [`cu''r"l" x`]],
    ["a redirection that is not asked for", "curl ...", "curl x 2> /dev/null", ["curl x 2> /dev/null"]],
    ["a variable that is given along", "npm publish", "CI=1 npm publish", ["CI=1 npm publish"]],
    ["a command within a text", "date ...", 'echo "at $(date -u)"', ["date -u"]],
    ["a word anywhere", "secret", 'echo "secret"; secret', ['"secret"', "secret"]],
    ["either form of a variable", "echo ${HOME}", "echo $HOME; echo ${HOME}", ["echo $HOME", "echo ${HOME}"]],
    ["a declaration", "TOKEN=...", "export TOKEN=a", ["export TOKEN=a"]],
    ["a variable with an operator", "echo ${$V}", "echo ${x%.*}", ["echo ${x%.*}"]],
    ["deep", "run <... whoami ...>", 'run "a $(b | whoami)"', ['run "a $(b | whoami)"']],
    ["a pipeline deep", "run <... a | b ...>", "run $(a | b)", ["run $(a | b)"]],
    [
      "statements with others between",
      "$V=$(cat)\n...\neval ${$V}",
      "x=$(cat)\nls\neval $x",
      ["x=$(cat)\nls\neval $x"],
    ],
    ["a rest of statements", "a; $...S; b", "a\nc\nd\nb", ["a\nc\nd\nb"]],
    ["a function", "function $F() { ...; rm ...; }", "f() { a; rm b; }", ["f() { a; rm b; }"]],
    ["a loop", "for $X in $(ls ...); do ...; done", "for f in $(ls d); do a; done", ["for f in $(ls d); do a; done"]],
    ["a text that is written down", "sh <<EOF\n...\nEOF", "sh <<X\na $b\nX\n", ["sh <<X\na $b\nX"]],
    ["a test", "[ -n $X ]", '[ -n "$a" ]', ['[ -n "$a" ]']],
    ["a regular expression", 'echo "=~/^sk-/"', "echo sk-abc", ["echo sk-abc"]],
  ])("%s", (_, pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
  });
});

describe("what only looks alike does not match", () => {
  test.each([
    ["another command at the end", "curl ... | bash", "curl x | bash -x"],
    ["an argument for a command", "rm;", "echo rm"],
    ["a text for code", "curl ... | bash", "echo 'curl x | bash'"],
    ["a comment", "curl ... | bash", "# curl x | bash"],
    ["a variable of one command", "IFS=...", "IFS=, read -r a"],
    ["two things for one metavariable", "cp $X $X", "cp a b"],
    ["a quoted variable for a bare one", "rm ${$V}", 'rm "$x"'],
    ["a text without a hole for one with", 'echo "..."', 'echo "a"'],
    ["a small letter is no metavariable", "echo $x", "echo $y"],
    ["what stands in single quotes", "echo 'a...b'", "echo 'a b'"],
    ["a command in the foreground", "... &", "a"],
  ])("%s", (_, pattern, text) => {
    expect(found(pattern, text)).toEqual([]);
  });
});

test("metavariables hold words, names and stretches", () => {
  expect(bound("cp $A $...REST", "cp 'a b' c d")).toEqual({ $A: "'a b'", "$...REST": "c d" });
  expect(bound('echo "${$V}"', 'echo "$name"')).toEqual({ $V: "name" });
  expect(bound("$X | sh", "a | b | sh")).toEqual({ $X: "a | b" });
  expect(bound("$CMD --force", "git --force")).toEqual({ $CMD: "git" });
});

test("commands that something else holds are read as a program too", () => {
  expect(found("curl ... | bash", "ls; curl x | bash", "shell")).toEqual(["curl x | bash"]);
  expect(found("curl ... | bash", "$ curl x | bash\noutput | bash\n", "shell")).toEqual(["curl x | bash"]);
});

test("chains without end neither fall nor hang", () => {
  for (const text of [
    "a" + " | a".repeat(5000),
    "a" + " && a".repeat(5000),
    "a;\n".repeat(5000),
    "echo $(".repeat(2000) + ")".repeat(2000),
    "a ".repeat(5000),
  ]) {
    for (const pattern of ["... | b", "$A && $B", "$F ... b", "a; ...; b"])
      expect(() => ruleFor(pattern).matches(syntaxes.bash("run.sh", text))).not.toThrow();
  }
});
