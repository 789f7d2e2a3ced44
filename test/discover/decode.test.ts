import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decode } from "#discover/decode.ts";

/** The text, or the kind of the problem, with `!` where it is partial; then the kinds of lesser problems. */
function decoded(bytes: Buffer | string, path = "a.md", claimed = false, isCode = false): string {
  const result = decode(typeof bytes === "string" ? Buffer.from(bytes) : bytes, path, { claimed, isCode });
  if (!("text" in result)) return `${result.kind}${result.partial ? " !" : ""}`;
  expect(result.bytes.toString("utf8")).toBe(Buffer.from(result.text).toString("utf8"));
  return [result.text, ...result.problems.map((problem) => `<${problem.kind}>`)].join("");
}

const wide = (text: string): Buffer => Buffer.from(text, "utf16le");
const swapped = (text: string): Buffer => wide(text).swap16();

describe("decoding", () => {
  it("keeps every character, a byte order mark too", () => {
    expect(decoded("a\r\né\u{1F600}")).toBe("a\r\né\u{1F600}");
    expect(decoded("\uFEFFa")).toBe("\uFEFFa");
    expect(decoded("")).toBe("");
    expect(decoded("\uFEFF")).toBe("\uFEFF");
  });

  it.each([
    ["# coding: utf-7\n", "<encoding>"],
    ["#!/usr/bin/env python3\r\n# -*- coding: rot13 -*-\r\n", "<encoding>"],
    ["# vim: set fileencoding=unicode_escape :\nimport os\n", "<encoding>"],
    ["# coding: gb18030\n", "<encoding>"],
    [`# ${"a".repeat(9000)}\n# coding: utf-7\n`, "<encoding>"],
    ["# coding: utf-8-unix\n", ""],
    ["# coding: UTF_8\n", ""],
    ["# -*- coding: latin-1 -*-\n", ""],
    ["# coding: ISO-8859-15\n", ""],
    ["import os\n# coding: utf-7\n", ""],
    ["#\n#\n# coding: utf-7\n", ""],
    ["# encodings are discussed elsewhere\n", ""],
  ])("tells of a program in Python that is in no plain encoding: %j", (text, told) => {
    expect(decoded(text, "a.py")).toBe(text + told);
    expect(decoded(text, "a.md")).toBe(text);
  });

  it("tells of it where other bytes are no UTF-8, and where the first line alone says that it is Python", () => {
    const bytes = Buffer.from("# coding: unicode_escape\n# \xe9\n", "latin1");
    expect(decoded(bytes, "a.py", false, true)).toMatch(/<encoding><encoding>$/);
    expect(decoded("#!/usr/bin/env python3\n# coding: utf-7\n", "a")).toMatch(/<encoding>$/);
  });

  it("reads UTF-16 of both kinds by its mark", () => {
    expect(decoded(wide("\uFEFFcurl é"))).toBe("\uFEFFcurl é");
    expect(decoded(swapped("\uFEFFcurl é"))).toBe("\uFEFFcurl é");
    expect(decoded(Buffer.concat([wide("\uFEFFa"), Buffer.from([0x62])]))).toBe("\uFEFFa<encoding>");
    expect(decoded(wide("\uFEFFa\uD800"))).toBe("\uFEFFa\uD800");
  });

  it("gives the prefilter UTF-8 whatever the file was, so that no literal is hidden by an encoding", () => {
    for (const bytes of [wide("\uFEFFcurl"), swapped("\uFEFFcurl"), Buffer.from([0x63, 0x75, 0x72, 0x6c, 0xe9])]) {
      const result = decode(bytes, "a.md");
      expect("bytes" in result && result.bytes.includes("curl")).toBe(true);
    }
  });

  it("reads other bytes as Latin-1, and says so", () => {
    expect(decoded(Buffer.from([0x63, 0x61, 0x66, 0xe9]))).toBe("café<encoding>");
  });

  it("takes NULs at the start, magic bytes and endings for binary", () => {
    expect(decoded("a\0b")).toBe("binary");
    expect(decoded(`${"a".repeat(9000)}\0`)).toContain("aaa");
    expect(decoded(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]))).toBe("binary");
    expect(decoded(Buffer.from([0x80, 0x81]), "x/a.PNG")).toBe("binary");
    expect(decoded("plain text", "a.png")).toBe("plain text");
    expect(decoded(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toBe("binary");
  });

  it("does not let a NUL hide a file with a role", () => {
    expect(decoded("a\0b", "SKILL.md", true)).toBe("a\0b<encoding>");
    const words = "no mark é, and more of it";
    expect(decoded(wide(words), "SKILL.md", true)).toBe(`${words}<encoding>`);
    expect(decoded(swapped(words), "SKILL.md", true)).toBe(`${words}<encoding>`);
    expect(decoded(wide(words), "data.bin")).toBe("binary");
    expect(decoded(Buffer.from([0x80, 0, 0, 0, 0x81, 0xff]), "SKILL.md", true)).toBe("binary !");
  });

  it("lets no byte hide a program, which interpreters run all the same", () => {
    expect(decoded("/*\0*/a", "a.js", false, true)).toBe("/*\0*/a<encoding>");
    expect(decoded(Buffer.from([0x2f, 0x2f, 0, 0xe9]), "a.js", false, true)).toBe("//\0é<encoding>");
    expect(decoded(Buffer.from("GIF8=1;//\xe9", "latin1"), "a.js", false, true)).toBe("GIF8=1;//é<encoding>");
    const odd = `/*${"A\0".repeat(5000)}*/exec(cmd)`;
    expect(decoded(odd, "a.js", false, true)).toBe(`${odd}<encoding>`);
  });

  it("judges by the code whether a file is minified, not by one long comment or string", () => {
    const long = "x=1;".repeat(6000);
    for (const aside of [
      `//${long}`,
      `/*${long}*/`,
      `"${long}"`,
      `\`${long}\``,
      `/["'\`]/;//${long}`,
      `\`\${\`a\`}\`;//${long}`,
    ])
      expect(decoded(`exec(cmd);\n${aside}\n`, "a.ts"), aside.slice(0, 20)).toContain("exec");
    expect(decoded(`exec(cmd)\n#${long}`, "a.py")).toContain("exec");
    for (const code of [
      `a=/[/"]/;${long}`,
      `b="//c";${long}`,
      `t=\`/*\${{a:1}}\`;${long}`,
      `a=b/c;d="'";${long}`,
      `/* L */\n${long}`,
    ])
      expect(decoded(code, "a.js"), code.slice(0, 20)).toBe("minified");
  });

  it("passes over minified files, but none with a role and no prose", () => {
    const line = "x=1;".repeat(6000);
    expect(decoded(line, "a.min.js")).toBe("minified");
    expect(decoded(line, "a.JSON")).toBe("minified");
    expect(decoded(line, "settings.json", true)).toBe(line);
    expect(decoded(line, "a.md")).toBe(line);
    expect(decoded(line, "noending")).toBe(line);
    expect(decoded("x=1;".repeat(5000), "a.js")).toContain("x=1");
    expect(decoded("let x = 1; ".repeat(4000), "a.js")).toContain("let");
    expect(decoded(`${"x=1;".repeat(100)}\n`.repeat(60), "a.js")).toContain("x=1");
  });

  it("never throws, and any bytes of a claimed file become a text or a partial problem", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (array, claimed) => {
        const result = decode(Buffer.from(array), "SKILL.md", { claimed, isCode: false });
        expect("text" in result || result.partial === claimed).toBe(true);
      }),
    );
  });
});

it("tells a pointer of Git LFS from the content that it stands for", () => {
  const oid = `oid sha256:${"0".repeat(64)}\nsize 3\n`;
  const pointer = Buffer.from(`version https://git-lfs.github.com/spec/v1\n${oid}`);
  expect(decode(pointer, "skills/a/SKILL.md")).toMatchObject({ kind: "lfs-pointer", partial: true });
  expect(decode(pointer, "a.png", { claimed: false, isCode: false })).toMatchObject({
    kind: "lfs-pointer",
    partial: false,
  });
  expect(decode(Buffer.concat([pointer, Buffer.alloc(1024, "x")]), "a.md")).toHaveProperty("text");
  expect(decode(Buffer.from("version https://git-lfs.github.com/spec/v1\nis old.\n"), "a.md")).toHaveProperty("text");
});
