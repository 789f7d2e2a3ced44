import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "#model/document.ts";
import { parseShell } from "#syntax/shell.ts";
import { kinds, pointedAt } from "./outline.ts";

const parse = (text: string) => parseShell("a.sh", text);

/** A word as it is known; what is not known is in angle brackets; labelled words carry their label. */
function word({ kind, label, value }: Node): string {
  const text = kind === "expansion" ? `<${String(value)}>` : String(value);
  return label === undefined ? text : `${label}:${text}`;
}

/** Each command as the operator before it, and its words. */
const commands = (text: string) =>
  parse(text).root.children.map(({ label, children }) => [label ?? "", ...children.map(word)]);
/** The same without the operators. */
const words = (text: string) => commands(text).map((command) => command.slice(1));

test("operators and line breaks separate commands and name what precedes each", () => {
  expect(commands("a 1 | b && c || d; e & f |& g\nh\n")).toEqual([
    ["", "a", "1"],
    ["|", "b"],
    ["&&", "c"],
    ["||", "d"],
    [";", "e"],
    ["&", "f"],
    ["|&", "g"],
    ["\n", "h"],
  ]);
});

test("a line may end after an operator, with comments before the next command", () => {
  expect(commands("a |\n # why\n\n b &&\n c\nd")).toEqual([
    ["", "a"],
    ["|", "b"],
    ["&&", "c"],
    ["\n", "d"],
  ]);
});

test.each([
  ["a 'b c' \"d e\" f\\ g h\\\ni", ["a", "b c", "d e", "f g", "hi"]],
  ['a \'b\'"c"d "e\\"f\\n" \'\'', ["a", "bcd", 'e"f\\n', ""]],
  ["a $'x\\ty\\x41\\'z' $\"t\"", ["a", "x\ty\x41'z", "t"]],
  ["a $ b$ '$c' \\$d", ["a", "$", "b$", "$c", "$d"]],
  ['a $b "c $d" e${f:-g h}i $1 $@', ["a", "<$b>", '<"c $d">', "<e${f:-g h}i>", "<$1>", "<$@>"]],
  ["a *.ts ~/x {b,c} [d]", ["a", "*.ts", "~/x", "{b,c}", "[d]"]],
  ["a#b #c", ["a#b"]],
  ["a $((1 + 2)) b", ["a", "<$((1 + 2))>", "b"]],
  ["rm !(a|b) +(c)", ["rm", "!(a|b)", "+(c)"]],
  [
    "[[ $a == b && ( -f c || d < e ) ]]",
    ["[[", "<$a>", "==", "b", "&&", "(", "-f", "c", "||", "d", "<", "e", ")", "]]"],
  ],
])("the words of %j", (text, expected) => {
  expect(words(text)).toEqual([expected]);
});

test("each word lies where it stands", () => {
  const text = "x=1 a 'b c'  \"d$e\" > f\n";
  const [command] = parse(text).root.children;
  expect(command?.children.map(({ start, end }) => text.slice(start, end))).toEqual([
    "x=1",
    "a",
    "'b c'",
    '"d$e"',
    "> f",
  ]);
  expect(text.slice(command?.start, command?.end)).toBe("x=1 a 'b c'  \"d$e\" > f");
});

test("assignments stand before a command, redirections anywhere", () => {
  expect(words('A=b C+="d e" F[1]=$g cmd H=i > out 2>&1 < in >> log &> all 3>x <<< "s"\n2> err B=1')).toEqual([
    [
      "assignment:A=b",
      "assignment:C+=d e",
      "assignment:<F[1]=$g>",
      "cmd",
      "H=i",
      ">:out",
      "2>&:1",
      "<:in",
      ">>:log",
      "&>:all",
      "3>:x",
      "<<<:s",
    ],
    ["2>:err", "assignment:B=1"],
  ]);
});

test("arrays are one assignment", () => {
  expect(words("A=(a 'b c'\n  d) B=($(ls)) cmd")).toEqual([
    ["assignment:<A=(a 'b c'\n  d)>", "assignment:<B=($(ls))>", "cmd"],
    ["ls"],
  ]);
});

test.each([
  [
    "echo $(date +%s) b",
    [
      ["", "echo", "<$(date +%s)>", "b"],
      ["$(", "date", "+%s"],
    ],
  ],
  [
    "echo `id -u` b",
    [
      ["", "echo", "<`id -u`>", "b"],
      ["$(", "id", "-u"],
    ],
  ],
  [
    'echo "a $(b "c $(d)") e"',
    [
      ["", "echo", '<"a $(b "c $(d)") e">'],
      ["$(", "b", '<"c $(d)">'],
      ["$(", "d"],
    ],
  ],
  [
    "echo ${a:-$(b)}",
    [
      ["", "echo", "<${a:-$(b)}>"],
      ["$(", "b"],
    ],
  ],
  [
    "diff <(a) <(b)",
    [
      ["", "diff", "<<(a)>", "<<(b)>"],
      ["<(", "a"],
      ["<(", "b"],
    ],
  ],
  [
    "a > >(b)",
    [
      ["", "a", ">:<>(b)>"],
      [">(", "b"],
    ],
  ],
  [
    "A=$(b; c)",
    [
      ["", "assignment:<A=$(b; c)>"],
      ["$(", "b"],
      [";", "c"],
    ],
  ],
  [
    "$(a) b",
    [
      ["", "<$(a)>", "b"],
      ["$(", "a"],
    ],
  ],
  [
    "echo $((a; b) | c)",
    [
      ["", "echo", "<$((a; b) | c)>"],
      ["(", "a"],
      [";", "b"],
      ["|", "c"],
    ],
  ],
  [
    "echo $(( $(a) + 1 ))",
    [
      ["", "echo", "<$(( $(a) + 1 ))>"],
      ["$(", "a"],
    ],
  ],
  [
    "( a; b ) | c",
    [
      ["(", "a"],
      [";", "b"],
      ["|", "c"],
    ],
  ],
  [
    "a | ( b ) && c",
    [
      ["", "a"],
      ["|", "b"],
      ["&&", "c"],
    ],
  ],
])("commands within words come after theirs: %j", (text, expected) => {
  expect(commands(text)).toEqual(expected);
});

test("reserved words are passed over, so that the commands after them are seen", () => {
  const text = `if a; then b; elif ! c; then d; else e; fi
for x in 1 $(f); do g; done | h
while read -r l; do i; done < j
until k; do l; done
{ m; } && time n
select s in a b; do o; done
for ((i=0;i<3;i++)); do p; done
(( q > 1 )) && r
`;
  expect(commands(text).map((command) => command.join(" "))).toEqual([
    " a",
    "; b",
    "; c",
    "; d",
    "; e",
    "$( f",
    "; g",
    "| h",
    "\n read -r l",
    "; i",
    "; <:j",
    "\n k",
    "; l",
    "\n m",
    "&& n",
    "; o",
    "; p",
    "&& r",
  ]);
});

test("patterns of a case are no commands", () => {
  const text =
    'case "$1" in\n  start|"a b") a ;;\n  (x) b; c;; # why\n  *) echo esac ;&\nesac | d\nx=$(case y in z) e;; esac) f\n';
  expect(words(text)).toEqual([
    ["a"],
    ["b"],
    ["c"],
    ["echo", "esac"],
    ["d"],
    ["assignment:<x=$(case y in z) e;; esac)>", "f"],
    ["e"],
  ]);
});

test("names of functions are no commands, what is in them is", () => {
  expect(words("f() { a; }\nfunction g { b; }\nfunction h() {\n c\n}\ni ( ) { d; }")).toEqual([
    ["a"],
    ["b"],
    ["c"],
    ["d"],
  ]);
});

test.each([
  ["cat <<EOF | a\nx $(b)\ny\nEOF\nc\n", [["cat", "heredoc:x $(b)\ny\n"], ["a"], ["c"]]],
  ["cat <<-'E F'\n\tx\n\tE F\nc\n", [["cat", "heredoc:\tx\n"], ["c"]]],
  ["a <<A; b <<B\n1\nA\n2\nB\nc", [["a", "heredoc:1\n"], ["b", "heredoc:2\n"], ["c"]]],
  ["cat > f <<EOF\n", [["cat", ">:f", "heredoc:"]]],
  ["cat <<EOF\nno end\nc\n", [["cat", "heredoc:no end\nc\n"]]],
  ["cat <<EOF\r\nx\r\nEOF\r\nc\r\n", [["cat", "heredoc:x\r\n"], ["c"]]],
  [
    "a \"$(cat <<'EOF'\nit's\nEOF\n)\" b\nc",
    [["a", "<\"$(cat <<'EOF'\nit's\nEOF\n)\">", "b"], ["cat", "heredoc:it's\n"], ["c"]],
  ],
])("the here-documents of %j", (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("expressions of a workflow are one unit, in any quotes, and never known", () => {
  expect(words("a ${{ b || c }} \"d ${{ e['f'] }}\" 'g ${{ h['i'] }} j' k${{ l }}m\nn")).toEqual([
    ["a", "<${{ b || c }}>", "<\"d ${{ e['f'] }}\">", "<'g ${{ h['i'] }} j'>", "<k${{ l }}m>"],
    ["n"],
  ]);
});

test("of a terminal session only what was typed is read", () => {
  const text = "# Install\n$ npm i \\\n>   --save\nadded 3 packages; it's done\n$ a | b\n\n% c\n";
  expect(commands(text)).toEqual([
    ["", "npm", "i", "--save"],
    ["\n", "a"],
    ["|", "b"],
    ["\n", "c"],
  ]);
  const [first] = parse(text).root.children;
  expect(text.slice(first?.start, first?.end)).toBe("npm i \\\n>   --save");
});

test("text that does not start with a prompt is no session", () => {
  expect(words("a\n> b\n$ c")).toEqual([["a"], [">:b"], ["$", "c"]]);
});

test("comments are found, and not in words or quotes", () => {
  const document = parse("#!/bin/sh\na#b '# c' # d\r\n");
  expect(document.comments.map(({ start, end }) => document.text.slice(start, end))).toEqual(["#!/bin/sh", "# d"]);
});

test("a quote without end stands for itself, so that what follows is seen, and is a problem", () => {
  const document = parse("echo it's | sh\ncurl x\n");
  expect(words("echo it's | sh\ncurl x\n")).toEqual([["echo", "it's"], ["sh"], ["curl", "x"]]);
  expect(kinds(document)).toEqual(["parse-error"]);
  expect(pointedAt(document)).toBe("'");
});

test("what is open at the end is a problem, and what stands in it is seen", () => {
  for (const text of ["a $(b", "(a; b", "a `b", "case x in y) b"]) {
    expect(kinds(parse(text))).toEqual(["parse-error"]);
    expect(words(text).at(-1)).toEqual(["b"]);
  }
});

test("what ends with the text is not open", () => {
  for (const text of [
    "a $(b)",
    "a=$((1 + 2))",
    "(a)",
    'a "b"',
    "a `b`",
    "case x in y) b;; esac",
    "a ${b}",
    "a $(( $((1)) ))",
  ]) {
    expect(kinds(parse(text))).toEqual([]);
  }
});

test("a byte order mark and every kind of line break are taken", () => {
  expect(words("\uFEFFa b\r\nc\rd \\\r\ne")).toEqual([["a", "b"], ["c"], ["d", "e"]]);
});

test("quoted as the shell quotes, any word comes back", () => {
  const text = fc.string({ unit: "binary" }).filter((value) => !/[\r\0]|\$\{\{|^\uFEFF/.test(value));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1 }), (values) => {
      const quoted = values.map((value) => `'${value.replaceAll("'", `'\\''`)}'`);
      expect(words(`run ${quoted.join(" ")}`)).toEqual([["run", ...values]]);
      const double = values.map((value) => `"${value.replace(/[$`"\\]/g, "\\$&")}"`);
      expect(words(`run ${double.join(" ")}`)).toEqual([["run", ...values]]);
    }),
  );
});

test("commands are in source order, and words lie in their commands", () => {
  const part = fc.constantFrom(
    "a",
    " ",
    "\n",
    "|",
    "&&",
    ";",
    "(",
    ")",
    "$(",
    "`",
    '"',
    "'",
    "<<A\n",
    "A\n",
    "> ",
    "case x in ",
    "esac",
    "if ",
    "b=",
    "${",
    "}",
    "#",
    "\\",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      let last = 0;
      for (const { start, end, children } of parse(parts.join("")).root.children) {
        expect(start).toBeGreaterThanOrEqual(last);
        last = start;
        for (const child of children) expect(start <= child.start && child.end <= end).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test("words hold the variables that are put into them, here-documents too", () => {
  const variables = (text: string) =>
    parse(text).root.children.map(({ children }) =>
      children.flatMap(({ children: inner }) => inner.map(({ value, start, end }) => [value, text.slice(start, end)])),
    );
  expect(variables('a $A "b${B:-$C}" \'$D\' \\$E $1 "${#F}" >$G')).toEqual([
    [
      ["A", "$A"],
      ["B", "${B"],
      ["C", "$C"],
      ["F", "${#F"],
      ["G", "$G"],
    ],
  ]);
  expect(variables("a $(b $B) $A")).toEqual([[["A", "$A"]], [["B", "$B"]]]);
  expect(variables("a <<E\n$A \\$B\nE\nb <<'E'\n$A\nE")).toEqual([[["A", "$A"]], []]);
});
