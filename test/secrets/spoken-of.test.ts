import { describe, expect, it } from "vitest";
import { compileSecrets } from "../../scripts/compile-secrets.ts";
import { isCompared } from "#secrets/compared.ts";
import { createDetect } from "#secrets/detect.ts";
import { columnsOfWords } from "#secrets/markdown-table.ts";
import { expectCpuBelow, expectProportion } from "../cost.ts";
import { expandSample } from "./sample-generator.ts";

const detect = createDetect(compileSecrets("rules"));

/** No format knows it. */
const random = expandSample("{AN:32}", "spoken of").text;
const chosen = ["hunter", "2!xq"].join("");

function seen(text: string, path: string) {
  const bytes = Buffer.from(text);
  return detect(bytes, path).map(({ start, end }) => bytes.toString("utf8", start, end));
}

describe("a value that says itself what it stands for", () => {
  it.each([
    ["SECRET_KEY=production-secret-key-min-32-characters", "a.md"],
    ["JWT_SECRET=production-secret-min-32-characters-long", "a.env"],
    ['sessionSecret: "at-least-64-bytes-session-secret"', "a.yaml"],
    ["ENCRYPTION_KEY=base64_encoded_32_byte_key", "a.md"],
    ["grant_type=refresh_token&client_secret=CLIENT_SECRET&\nscope=read", "a.md"],
    ['"client_secret_2": "Client-Secret-2"', "a.json"],
    ['"PSAvoidUsingPlainTextForPassword": "ps-rule-17",', "a.py"],
    ['"weak_password": "CWE-798",', "a.py"],
    ['password: "CVE-2024-12345"', "a.yaml"],
    ['secret: "GHSA-3fq2-9xvm-7hj4"', "a.yaml"],
    ['token := `{"token":"tok-`+string(rune(48+calls))+`"}`', "a.go"],
    ["The enabled platform credential is `01J8ZQ4T7M5VXK2B9N6RHC3WDE`.", "a.md"],
  ])("is none: %s", (text, path) => expect(seen(text, path)).toEqual([]));

  it.each([
    [`SECRET_KEY=min-32-characters-${random}`, "a.env", `min-32-characters-${random}`],
    [`client_secret=${random}&\nscope=read`, "a.md", random],
    [`client_secret=${random}&user[name]=ada`, "a.md", random],
    [`export API_TOKEN=${random}&& npm test`, "a.sh", random],
    [`password: "CVE-${chosen}"`, "a.yaml", `CVE-${chosen}`],
  ])("may be beside one: %s", (text, path, value) => expect(seen(text, path)).toEqual([value]));
});

describe("what was encrypted", () => {
  it.each([
    `KBC::ProjectSecure::${random}`,
    `KBC::ConfigSecureKV::${random}`,
    `ENC[AES256_GCM,data:${random},iv:abc=,tag:def=,type:str]`,
    `ENC[PKCS7,${random}]`,
    `vault:v1:${random}`,
    `{cipher}${random}`,
  ])("is of no use by itself: %s", (value) => expect(seen(`password: "${value}"`, "a.yaml")).toEqual([]));
});

describe("a table", () => {
  const table = (header: string, cell: string) =>
    `| Secret | ${header} |\n| --- | :-: |\n| \`OTHER\` | x |\n| \`DB_PASSWORD\` | ${cell} |\n`;

  it.each(["Description", "Purpose", "**Notes**", "What it is for"])("has words in a column: %s", (header) => {
    expect(seen(table(header, chosen), "a.md")).toEqual([]);
    expect(seen(table(header, `\`${chosen}\``), "a.md")).toEqual([]);
    expect(seen(table(header, random), "a.md")).toEqual([random]);
  });

  it("has a value that was drawn at random in a column of words, too", () => {
    const drawn = ["Xk29dk", "Qpz81m"].join("");
    const rows = `| Account | Notes |\n| --- | --- |\n| admin password | ${drawn} |\n`;
    expect(seen(rows, "a.md")).toEqual([drawn]);
  });

  it.each(["Value", "Default", "Example", "Password"])("has values in a column: %s", (header) =>
    expect(seen(table(header, random), "a.md")).toEqual([random]),
  );

  it.each(["Value", "Default"])("has what a person chose in a column: %s", (header) =>
    expect(seen(table(header, chosen), "a.md")).toEqual([chosen]),
  );

  it("ends at a line without bars", () => {
    const above = "| Secret | Notes |\n| --- | --- |\n| x | y |\n\nText.\n\n";
    expect(seen(`${above}| DB_PASSWORD | ${chosen} |\n`, "a.md")).toEqual([chosen]);
  });

  it("has words in a cell", () => {
    expect(seen(table("Value", `P4ss-phrase of the ledger in Oslo`), "a.md")).toEqual([]);
    expect(seen(table("Value", `\`${random}\` is that of the ledger`), "a.md")).toEqual([random]);
    expect(seen(`| \`DB_PASSWORD\` | ${random} |\n`, "a.md")).toEqual([random]);
  });

  it("costs no more than its size", () => {
    const rows = "| `DB_PASSWORD` | x1 |\n".repeat(20_000);
    expectCpuBelow(2000, () => seen(`| A | B |\n${rows}`, "a.md"));
  });

  it("costs no more where rows resemble the one below a header", () => {
    const spaces = " ".repeat(290);
    const rows = `${spaces}-${spaces}x|\n`.repeat(200) + `| password | ${chosen} |\n`.repeat(200);
    expectCpuBelow(500, () => seen(rows, "a.md"));
  });

  it.each(["Notes", "Value"])("costs for more rows what their number is: %s", (header) => {
    const isOfWords = (rows: number) => {
      const text = `| Secret | ${header} |\n| --- | --- |\n` + `| DB_PASSWORD | ${chosen} |\n`.repeat(rows);
      return () => {
        const holds = columnsOfWords(text);
        for (let at = text.indexOf(chosen); at >= 0; at = text.indexOf(chosen, at + 1)) holds(at);
      };
    };
    expectProportion({ few: 500, many: 4000, atMost: 24 }, isOfWords);
  });
});

describe("what a test compares", () => {
  it.each([
    [`expect(config.load()).toEqual({\n  user: "ada",\n  token: "${random}",\n});`, "a.test.ts"],
    [`  expect(spy).toHaveBeenCalledWith(expect.objectContaining({ token: '${random}' }));`, "a.test.ts"],
    [`assert answer["password"] == "${chosen}"`, "tests/test_a.py"],
    [`    self.assertEqual({"token": "${random}"}, answer)`, "tests/test_a.py"],
    [`assert.deepStrictEqual(given, {\n  apiKey: "${random}",\n});`, "a.test.js"],
    [`\tif got.Token != "${random}" {`, "a_test.go"],
    [`\trequire.Equal(t, map[string]string{"token": "${random}"}, got)`, "a_test.go"],
    [`  t.deepEqual(given, [{ token: "${random}" }]);`, "a.test.ts"],
  ])("is told where it is set: %s", (text, path) => expect(seen(text, path)).toEqual([]));

  it.each([
    [`expect(await login({ password: "${chosen}" })).toBe(true);`, "a.test.ts", chosen],
    [`assert login(token="${random}") == 200`, "tests/test_a.py", random],
    [`expect(a).toBe(1);\nconst apiKey = "${random}";`, "a.test.ts", random],
    [`expect(a).toEqual(load({ apiKey: "${random}" }));`, "a.test.ts", random],
    [`it("is", () => {\n  expect(a).toBe(1);\n  const apiKey = "${random}";\n});`, "a.test.ts", random],
    [`func TestA(t *testing.T) {\n\tt.Setenv("API_TOKEN", "${random}")\n}`, "a_test.go", random],
    [`\tt.Run("is", func(t *testing.T) {\n\t\ttoken := "${random}"\n\t})`, "a_test.go", random],
    [`if (a === b) {\n  const token = "${random}";\n}`, "a.test.ts", random],
    [`if (a === b) {\n  open({ token: "${random}" });\n}`, "a.test.ts", random],
    [`if a == b:\n    headers = {"token": "${random}"}`, "tests/test_a.py", random],
    [`assert.throws(() => {\n  open({ token: "${random}" });\n});`, "a.test.ts", random],
    [`expect(() => {\n  const token = "${random}";\n}).toThrow();`, "a.test.ts", random],
    [`if (given.token === "${random}") open();`, "src/a.ts", random],
  ])("is told where it is used: %s", (text, path, value) => expect(seen(text, path)).toEqual([value]));

  it.each(["assert", ".to", "t.equal", ".to.be", "x"])("costs no more where it is repeated: %s", (word) => {
    const statement = `assert ${word.repeat(1400 / word.length)} "`;
    expectCpuBelow(500, () => {
      for (let count = 0; count < 2000; count++) isCompared(statement, statement.length);
    });
  });

  it("costs no more in a long line", () => {
    const line = `expect(a).toEqual([${`{ token: "${chosen}" }, `.repeat(20_000)}`;
    expectCpuBelow(500, () => {
      for (let at = line.indexOf(chosen); at >= 0; at = line.indexOf(chosen, at + 1)) isCompared(line, at);
    });
  });
});
