import { describe, expect, test } from "vitest";
import { scanTree } from "../tree.ts";

/** The credentials of the environment that a tree states, each with its places. */
async function credentialsOf(files: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const { facts } = await scanTree(files);
  return Object.fromEntries(
    facts
      .filter(({ kind, value }) => kind === "credential" && "source" in value && value.source === "env")
      .map(({ id, locations }) => [id, locations.map(({ path, region }) => `${path}:${region.startLine}`)]),
  );
}

describe("the variables of the environment that a program reads", () => {
  test("are one fact each, at the first place of a module", async () => {
    const found = await credentialsOf({
      "package.json": '{ "name": "demo" }',
      "src/config.ts":
        'const { GITHUB_TOKEN: later } = process.env;\nexport const token = process.env["GITHUB_TOKEN"] ?? later;\nuse(process.env.GITHUB_TOKEN);\n',
      "src/main.ts": 'import { token } from "./config";\nsend(token);\n',
      "src/other.ts": "\nsend(process.env.GITHUB_TOKEN);\n",
    });
    expect(found).toEqual({ "credential:package/demo#env:GITHUB_TOKEN": ["src/config.ts:1", "src/other.ts:2"] });
  });

  test("in Python, however they are read", async () => {
    const found = await credentialsOf({
      "app.py":
        'import os\n\nport = os.getenv("PORT")\ntoken = os.getenv("ACME_TOKEN")\nsame = os.environ["ACME_TOKEN"]\nkey = os.environ.get("ACME_API_KEY")\n',
    });
    expect(found).toEqual({
      "credential:source/app.py#env:ACME_API_KEY": ["app.py:6"],
      "credential:source/app.py#env:ACME_TOKEN": ["app.py:4"],
    });
  });

  test("are none where it only writes them, in a part of what is taken apart and in a loop too", async () => {
    const script = [
      "process.env.PLAIN_TOKEN = xs[0];",
      "[process.env.ARR_TOKEN, process.env.DEFAULT_TOKEN = process.env.READ_TOKEN] = xs;",
      "({ a: process.env.OBJ_TOKEN, b: [process.env['DEEP_TOKEN']], ...process.env.REST_TOKEN } = o);",
      "for (process.env.FOR_TOKEN of xs) use();",
      "for ([process.env.PAIR_TOKEN] of Object.entries(o)) use();",
      "[names[process.env.INDEX_TOKEN]] = xs;",
    ];
    const python = [
      "import os",
      'os.environ["ONE_TOKEN"], other = xs',
      'for os.environ["FOR_TOKEN"] in xs:',
      "    use()",
      'with made() as os.environ["WITH_TOKEN"]:',
      "    use(os.environ['READ_TOKEN'])",
    ];
    const found = await credentialsOf({ "a.ts": script.join("\n"), "b.py": `${python.join("\n")}\n` });
    expect(found).toEqual({
      "credential:source/a.ts#env:INDEX_TOKEN": ["a.ts:6"],
      "credential:source/a.ts#env:READ_TOKEN": ["a.ts:2"],
      "credential:source/b.py#env:READ_TOKEN": ["b.py:6"],
    });
  });

  test("are held by the program, as the same fact as that of its commands is", async () => {
    const { facts, edges } = await scanTree({
      "a.ts": "use(process.env.GITHUB_TOKEN);\n",
      ".claude/skills/a/SKILL.md":
        '---\nname: a\ndescription: Asks.\n---\n\n```sh\ncurl -H "Authorization: $GITHUB_TOKEN" https://api.github.com\n```\n',
    });
    const values = facts.filter(({ key }) => key === "env:GITHUB_TOKEN").map(({ value }) => value);
    expect(values).toHaveLength(2);
    expect(values[0]).toEqual(values[1]);
    expect(edges).toContainEqual({
      from: "principal:source/a.ts#a.ts",
      relation: "holds",
      to: "credential:source/a.ts#env:GITHUB_TOKEN",
    });
  });
});
