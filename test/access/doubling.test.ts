import { expect, test } from "vitest";
import { scanTree } from "../tree.ts";

const steps = Array.from({ length: 60 }, (_, index) => index);

/** Declarations of which each is twice the one before. */
function doubled(declare: (name: string, before: string) => string): string {
  return steps.map((step) => declare(`x${step + 1}`, `x${step}`)).join("\n");
}

test.each([
  ["texts", "a.js", `const x0 = "abcdefgh";\n${doubled((name, before) => `const ${name} = ${before} + ${before};`)}`],
  ["templates", "a.js", `const x0 = "abcdefgh";\n${doubled((name, x) => `const ${name} = \`\${${x}}\${${x}}\`;`)}`],
  ["joined texts", "a.js", `const x0 = "abcdefgh";\n${doubled((name, x) => `const ${name} = [${x}, ${x}].join("");`)}`],
  [
    "replaced texts",
    "a.js",
    `const x0 = "aaaa";\n${doubled((name, x) => `const ${name} = ${x}.replaceAll("a", ${x});`)}`,
  ],
  ["lists", "a.js", `const x0 = [1, 2];\n${doubled((name, x) => `const ${name} = [...${x}, ...${x}];`)}`],
  [
    "lists behind each other",
    "a.js",
    `const x0 = [1, 2];\n${doubled((name, x) => `const ${name} = ${x}.concat(${x});`)}`,
  ],
  ["flattened lists", "a.js", `const x0 = [1, 2];\n${doubled((name, x) => `const ${name} = [${x}, ${x}].flat();`)}`],
  [
    "objects",
    "a.js",
    `const x0 = {};\n${doubled((name, x) => `const ${name} = { ...${x}, ...${x}, ${name}: ${x} };`)}`,
  ],
  ["lists of Python", "a.py", `x0 = [1, 2]\n${doubled((name, x) => `${name} = ${x} + ${x}`)}`],
  ["texts of Python", "a.py", `x0 = "abcdefgh"\n${doubled((name, x) => `${name} = ${x} + ${x}`)}`],
])("what doubles with every step is bounded: %s", async (_what, path, text) => {
  const run =
    path === "a.py"
      ? `import subprocess\n${text}\nsubprocess.run(x60)\n`
      : `import { spawn } from "node:child_process";\n${text}\nspawn(x60, x60, x60);\nfetch(x60, { headers: { Authorization: x60 } });\n`;
  const { problems } = await scanTree({ [path]: run }, {});
  expect(problems.filter(({ kind }) => kind === "internal-error")).toEqual([]);
});
