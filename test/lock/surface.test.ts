import { describe, expect, test } from "vitest";
import { readSurface } from "#lock/surface-read.ts";
import { entryDigest, surfaceDigest, surfaceOf, surfaceSchema, writeSurface } from "#lock/surface.ts";
import { UserError } from "#model/user-error.ts";
import { expectProportion } from "../cost.ts";
import { fact, surface, surfaceOfTree } from "./surfaces.ts";

const agent = fact("principal", ["agent/claude-code", "claude-code"], { type: "agent", product: "claude-code" });
const effect = (detail: string, origin: "code" | "config") =>
  fact("effect", ["agent/claude-code", "deploy:web"], { effect: "deploy", target: "web", detail }, origin);

const written = writeSurface(
  surface(
    [agent, effect("make deploy", "config")],
    [{ from: agent.id, relation: "reaches", to: effect("", "config").id }],
    [{ path: "AGENTS.md", digest: "a".repeat(64) }],
  ),
);

/** What reading a damaged file says: where, and what to do. */
function refusal(text: string): string {
  try {
    readSurface(text, "surface.jsonl");
  } catch (error) {
    if (error instanceof UserError) return `${error.where}: ${error.message} ${error.suggestion}`;
    throw error;
  }
  return "read";
}

describe("what a surface says", () => {
  test("a header, then one entry a line, sorted by id", () => {
    const [header, ...lines] = written.trimEnd().split("\n");
    expect(JSON.parse(header!)).toMatchObject({ countersign: "surface", schema: surfaceSchema, entries: 4 });
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([
      "edge:principal:agent/claude-code#claude-code reaches effect:agent/claude-code#deploy:web",
      "effect:agent/claude-code#deploy:web",
      "principal:agent/claude-code#claude-code",
      "text:AGENTS.md",
    ]);
  });

  test("the wording of an effect counts in a setting and nowhere else", () => {
    const said = (text: string, origin: "code" | "config") => writeSurface(surface([effect(text, origin)]));
    expect(said("make deploy", "code")).toBe(said("make deploy -j 4", "code"));
    expect(said("make deploy", "config")).not.toBe(said("make deploy -j 4", "config"));
  });

  test("facts that differ in wording alone are one entry", () => {
    const [one, other] = [
      effect("make deploy", "code"),
      { ...effect("make it", "code"), id: "effect:agent/claude-code#deploy:web~2" },
    ];
    const { entries } = surfaceOf(
      { facts: [one, other], edges: [{ from: agent.id, relation: "reaches", to: other.id }] },
      [],
    );
    expect(entries.map(({ id }) => id)).toEqual([
      "edge:principal:agent/claude-code#claude-code reaches effect:agent/claude-code#deploy:web",
      "effect:agent/claude-code#deploy:web",
    ]);
  });

  test("a name that ends like an ordinal hides nothing", () => {
    const server = (key: string, host: string) => fact("principal", ["server/a", key], { type: "service", host });
    const { entries } = surface([server("a", "x"), server("a", "y"), server("a~2", "z")]);
    expect(entries.map(({ id, value }) => [id, (value as { host: string }).host])).toEqual([
      ["principal:server/a#a", "x"],
      ["principal:server/a#a~2", "z"],
      ["principal:server/a#a~3", "y"],
    ]);
  });

  test("credentials stand there by name", () => {
    const secret = ["q9F2m8", "Kx71Lr04Vb"].join("");
    const text = writeSurface(
      surfaceOfTree({
        ".mcp.json": JSON.stringify({ mcpServers: { crm: { command: "crm", env: { CRM_TOKEN: secret } } } }),
        ".claude/settings.json": JSON.stringify({ env: { API_KEY: secret }, apiKeyHelper: `vault --token=${secret}` }),
      }),
    );
    expect(text).toContain("holds credential:server/crm#literal:CRM_TOKEN");
    expect(text).not.toContain(secret);
  });
});

describe("reading", () => {
  test("gives back what was written, also with line endings of Windows", () => {
    const surfaceRead = readSurface(written, "surface.jsonl");
    expect(writeSurface(surfaceRead)).toBe(written);
    expect(readSurface(written.replaceAll("\n", "\r\n"), "s")).toEqual(surfaceRead);
    expect(entryDigest(surfaceRead.entries[0]!)).toMatch(/^[0-9a-f]{64}$/);
    expect(surfaceDigest(surfaceRead)).not.toBe(surfaceDigest({ ...surfaceRead, schema: 2 }));
  });

  const lines = written.split("\n");
  test.each<[string, string, string]>([
    ["nothing", "", ":1: "],
    ["another file", "{}\n", ":1: "],
    ["no JSON", `${lines[0]}\n{\n`, ":"],
    ["cut at a line", `${lines.slice(0, 3).join("\n")}\n`, "ends early"],
    ["cut in a line", written.slice(0, -20), "ends early"],
    ["a line too many", `${written}${lines[1]}\n`, "only 4 entries"],
    ["an entry twice", [lines[0], lines[1], lines[1], lines[3], lines[4], ""].join("\n"), ":3: "],
    ["another order", [lines[0], lines[2], lines[1], lines[3], lines[4], ""].join("\n"), ":3: "],
    ["an edited value", written.replace("make deploy", "make destroy"), ":1: "],
    ["a space more", written.replace('"kind":"effect"', '"kind": "effect"'), ":3: "],
    ["an unknown kind", written.replace('"kind":"effect"', '"kind":"magic"'), ":3: "],
    ["an id of something else", written.replace('"id":"effect:agent', '"id":"effect:agant'), ":3: "],
    ["a conflict", written.replace(lines[2]!, `<<<<<<< ours\n${lines[2]!}\n=======\n>>>>>>> theirs`), ":3: "],
    ["nesting", written.replace('"make deploy"', `${"[".repeat(50_000)}${"]".repeat(50_000)}`), ":3: "],
    ["another version", written.replace(`"schema":${surfaceSchema}`, '"schema":99'), "Update Countersign."],
  ])("refuses %s, and says where and what to do", (_, text, expected) => {
    const said = refusal(text);
    expect(said).toContain(expected);
    expect(said).toMatch(/^surface\.jsonl:\d+: This is no surface that can be read: .+\. .+\.$/);
  });

  test("takes time, as writing does, in proportion to the facts", () => {
    expectProportion({ few: 1000, many: 8000, atMost: 24 }, (count) => {
      const large = surface(
        Array.from({ length: count }, (_, index) =>
          fact("grant", [`agent/a${index % 100}`, `shell:make t${index}`], {
            system: "shell",
            actions: [`make t${index}`],
            decision: "hardcoded",
            level: "write",
          }),
        ),
      );
      return () => expect(readSurface(writeSurface(large), "s").entries).toHaveLength(count);
    });
  });
});

describe("texts", () => {
  const digests = (files: Readonly<Record<string, string>>) =>
    surfaceOfTree(files)
      .entries.filter(({ kind }) => kind === "text")
      .map(({ id, value }) => `${id} ${value as string}`);
  const text =
    "# Rules\n\nAsk before you push,\nand before you deploy.\n\n- never force\n- be kind\n\n```sh\nmake   test\n```\n";
  const same = (other: string) => expect(digests({ "AGENTS.md": other })).toEqual(digests({ "AGENTS.md": text }));
  const differs = (other: string) =>
    expect(digests({ "AGENTS.md": other })).not.toEqual(digests({ "AGENTS.md": text }));

  test("are the same under another shape", () => {
    same(text.replaceAll("\n", "\r\n"));
    same(text.replaceAll("\n", "\r"));
    same(`\uFEFF${text}`);
    same(text.replaceAll("\n\n", "\n \n\t\n\n"));
    same(`${text.replace("push,\n", "push, ").replace("kind\n", "kind  \n")}\n\n`);
  });

  test("differ by every word, by what stands in code, and by what starts a block", () => {
    differs(text.replace("Ask", "Never ask"));
    differs(text.replace("make   test", "make test"));
    differs(text.replace("- be kind", "be kind"));
    differs(text.replace("make   test\n", "make   test\n\n"));
    differs(text.replace("push,\nand", "push,\n\nand"));
  });

  test("of front matter count the keys and not their order", () => {
    const skill = (matter: string) => digests({ "skills/a/SKILL.md": `---\n${matter}\n---\n\nShow.\n` });
    expect(skill("name: a\ndescription: Shows.")).toEqual(skill('description: "Shows."\nname: a'));
    expect(skill("name: a\ndescription: Shows.")).not.toEqual(skill("name: a\ndescription: Shows. # always"));
    expect(skill("name: a\nopen: true")).not.toEqual(skill('name: a\nopen: "true"'));
  });

  test("of a skill are all files in its folder; of a skill at the root, its own folders", () => {
    const paths = (files: readonly string[]) =>
      digests(Object.fromEntries(files.map((path) => [path, `---\nname: ${path}\n---\nx\n`]))).map(
        (line) => line.split(" ")[0],
      );
    expect(paths(["skills/a/SKILL.md", "skills/a/lib/run.py", "skills/readme.py", "AGENTS.md"])).toEqual([
      "text:AGENTS.md",
      "text:skills/a/SKILL.md",
      "text:skills/a/lib/run.py",
    ]);
    expect(paths(["SKILL.md", "scripts/run.py", "src/main.py"])).toEqual(["text:SKILL.md", "text:scripts/run.py"]);
  });

  test("of a bundled file count its lines, not how they end", () => {
    const skill = (script: string) =>
      digests({ "skills/a/SKILL.md": "---\nname: a\n---\n", "skills/a/run.sh": script });
    expect(skill("make\ntest\n")).toEqual(skill("make\r\ntest\r\n"));
    expect(skill("make\ntest\n")).not.toEqual(skill("make \ntest\n"));
  });
});
