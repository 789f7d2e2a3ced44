import { describe, expect, test } from "vitest";
import { readAnnotations } from "#rule/annotation.ts";

const read = (text: string) => readAnnotations(text).map(({ kind, ruleId, line }) => `${kind} ${ruleId} ${line}`);

describe("annotations", () => {
  test.each([
    "# ruleid: a",
    "#ruleid:a",
    "// ruleid: a",
    "<!-- ruleid: a -->",
    "(* ruleid: a *)",
    "/* ruleid: a */",
    "{/* ruleid: a */}",
    "' ruleid: a",
    ";; ruleid: a",
    "; ruleid: a",
    "\t  # ruleid: a  ",
    "# ruleid: deepok: a",
    "# ruleid: prook: deepok: a",
  ])("%j", (line) => {
    expect(read(`${line}\nx\n`)).toEqual(["ruleid a 2"]);
    expect(read(`x\r\n${line}\r\nx`)).toEqual(["ruleid a 3"]);
  });

  test.each([
    "return {ok: true}",
    "x = 1 # ruleid: a",
    "# ruleid:",
    "# ruleid: two words",
    "# rule: a",
    "# not ruleid: a",
    "# deepruleid: a",
    "# prook: a",
  ])("%j is none of this engine's", (line) => {
    expect(read(`${line}\nx\n`)).toEqual([]);
  });

  test("speak of one rule or several, each of its kind", () => {
    const text = "# ruleid: a, b.c ,d\nx\n# ok: a\ny\n# todoruleid: a\nz\n# todook: a\n";
    const todo = ["ok a 4", "todoruleid a 6", "todook a 8"];
    expect(read(text)).toEqual(["ruleid a 2", "ruleid b.c 2", "ruleid d 2", ...todo]);
  });

  test("above one another speak of the same line, another engine's among them", () => {
    expect(read("# ruleid: a\n# deepruleid: a\n// ok: b\nx\n")).toEqual(["ruleid a 4", "ok b 4"]);
  });

  test("a million of them are read in no time", () => {
    expect(readAnnotations("# ok: a\n".repeat(1_000_000))).toHaveLength(1_000_000);
  });
});
