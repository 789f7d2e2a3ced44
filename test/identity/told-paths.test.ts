import { describe, expect, test } from "vitest";
import { scanTree } from "../tree.ts";

/** The files that a tree's programs are told to write to. */
async function writtenBy(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { facts } = await scanTree(files);
  return facts.flatMap(({ kind, key }) => (kind === "effect" && key.startsWith("file-write:") ? [key.slice(11)] : []));
}

const script = (place: string) =>
  `import fs from "node:fs";\nimport path from "node:path";\nimport { fileURLToPath } from "node:url";\nfs.writeFileSync(${place}, text);\n`;
const imports = "import os\nimport pathlib\nfrom pathlib import Path\n\nHERE = Path(__file__).resolve().parent\n";
const python = (place: string) => `${imports}open(${place}, "w")\n`;

describe("a place under a program's own folder is told as it is reached from the program", () => {
  test.each([
    ['path.join(__dirname, "data", "a.txt")', "./data/a.txt"],
    ['path.resolve(import.meta.dirname, "..", "a.txt")', "../a.txt"],
    ['new URL("./a.txt", import.meta.url)', "./a.txt"],
    ['path.join(path.dirname(fileURLToPath(import.meta.url)), "../a.txt")', "../a.txt"],
    ["`${__dirname}/a.txt`", "./a.txt"],
    ['path.resolve(__dirname, "/etc/a.txt")', "/etc/a.txt"],
    ['path.join(__dirname, "../../../a.txt")', "*"],
    ["path.join(__dirname, name)", "*"],
    ['path.join("/base", __dirname, "a.txt")', "*"],
    ['path.resolve("/base", __dirname, "a.txt")', "./a.txt"],
    ['path.resolve(__dirname, "/base", "a.txt")', "/base/a.txt"],
    ['path.join(__dirname, "/data", "a.txt")', "./data/a.txt"],
    ['__dirname + "/../a.txt"', "../a.txt"],
    ["`${__dirname}/../data/../a.txt`", "../a.txt"],
    ['__dirname + "/../../../a.txt"', "*"],
    ['`${__dirname}/data/` + "a.txt"', "./data/a.txt"],
    ['`${__dirname}/../` + "a.txt"', "../a.txt"],
    ['path.join(`${__dirname}/`, "a.txt")', "./a.txt"],
    ['path.join(process.cwd(), "data", "a.txt")', "data/a.txt"],
    ['path.join("", "a.txt")', "a.txt"],
    ['path.resolve(process.cwd(), "/etc/a.txt")', "/etc/a.txt"],
    ["path.join(process.cwd(), name)", "*"],
    ['path.join(old ? "a" : "b", "a.txt")', "a/a.txt", "b/a.txt"],
    ['path.join(run() || "", "a.txt")', "*"],
    ['path.join(run() || "data", "a.txt")', "data/a.txt"],
  ])("in a script: %s", async (place, ...told) => {
    expect((await writtenBy({ "src/tool/main.ts": script(place) })).toSorted()).toEqual(told);
  });

  test.each([
    ['HERE / "data" / "a.txt"', "./data/a.txt"],
    ['os.path.join(os.getcwd(), "a.txt")', "a.txt"],
    ['Path(__file__).parent.parent / "a.txt"', "../a.txt"],
    ['str(pathlib.Path(__file__).parents[1] / "a.txt")', "../a.txt"],
    ['HERE.joinpath("data", "a.txt")', "./data/a.txt"],
    ['Path(__file__).with_name("a.txt")', "./a.txt"],
    ['os.path.join(os.path.dirname(os.path.abspath(__file__)), "a.txt")', "./a.txt"],
    ['os.path.join(HERE, "a.txt")', "./a.txt"],
    ['HERE / "/etc/a.txt"', "/etc/a.txt"],
    ['Path("data/a.txt").parent / "b.txt"', "data/b.txt"],
    ['HERE.parents[2] / "a.txt"', "*"],
    ["HERE / name", "*"],
    ['os.path.join("/base", HERE, "a.txt")', "./a.txt"],
  ])("in Python: %s", async (place, told) => {
    expect(await writtenBy({ "src/tool/main.py": python(place) })).toEqual([told]);
  });

  test.each([
    ['Path(HERE, "data", "a.txt")', "./data/a.txt"],
    ['pathlib.Path("/srv", "a.txt")', "/srv/a.txt"],
    ['Path(HERE, "/srv", "a.txt")', "/srv/a.txt"],
    ['Path("/srv", HERE, "a.txt")', "./a.txt"],
    ['Path(HERE, "data") / "a.txt"', "./data/a.txt"],
    ['Path(Path("/srv", "data"), "a.txt")', "/srv/data/a.txt"],
    ['Path("a.txt")', "a.txt"],
    ["Path(HERE, name)", "*"],
    ["Path(HERE, *names)", "*"],
    ['Path(*names, "a.txt")', "*"],
  ])("by a method of a path: %s", async (place, told) => {
    expect(await writtenBy({ "src/tool/main.py": `${imports}(${place}).write_text(text)\n` })).toEqual([told]);
  });

  test.each([
    ["main.ts", "let at = __dirname;\nwhile (!known(at)) at = path.dirname(at);\n", 'path.join(at, "a.txt")'],
    ["main.py", "at = HERE\nwhile not known(at):\n    at = at.parent\n", 'at / "a.txt"'],
  ])("but not where the folder is looked for further up: %s", async (name, search, place) => {
    const code = name.endsWith(".ts")
      ? script(place).replace("fs.write", `${search}fs.write`)
      : `${imports}${search}open(${place}, "w")\n`;
    expect(await writtenBy({ [`src/tool/${name}`]: code })).toEqual(["*"]);
  });

  test("by a name that a test of another one decides, one for each turn", async () => {
    const lines = [
      'import fs from "node:fs";',
      'const platforms = [{ name: "x64-windows" }, { name: "x64-linux" }];',
      "function save({ name }) {",
      '  const isWindows = name.includes("windows");',
      "  fs.writeFileSync(isWindows ? `rg-${name}.exe` : `rg-${name}`, text);",
      "}",
      "for (const platform of platforms) save(platform);",
      'fs.writeFileSync(process.platform.startsWith("win") ? "own.exe" : "own", text);',
    ];
    expect(await writtenBy({ "main.ts": `${lines.join("\n")}\n` })).toEqual([
      "own",
      "own.exe",
      "rg-x64-linux",
      "rg-x64-windows.exe",
    ]);
  });

  test("that another module knows", async () => {
    const files = {
      "src/places.ts": 'import path from "node:path";\nexport const root = path.resolve(__dirname, "..");\n',
      "src/tool/main.ts":
        'import fs from "node:fs";\nimport { root } from "../places";\nfs.writeFileSync(`${root}/.claude/notes.txt`, text);\n',
    };
    expect(await writtenBy(files)).toEqual(["../../.claude/notes.txt"]);
  });
});
