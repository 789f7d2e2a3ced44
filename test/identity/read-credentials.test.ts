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
