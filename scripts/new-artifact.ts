import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [format = ""] = process.argv.slice(2);
if (!/^[a-z][a-z0-9-]*$/.test(format)) {
  console.error("usage: npm run new-artifact <format>");
  process.exit(2);
}
const file = fileURLToPath(new URL(`../src/artifact/${format}.ts`, import.meta.url));
const testFile = fileURLToPath(new URL(`../test/artifact/${format}.test.ts`, import.meta.url));
for (const [path, shown] of [
  [file, `src/artifact/${format}.ts`],
  [testFile, `test/artifact/${format}.test.ts`],
] as const) {
  if (!existsSync(path)) continue;
  console.error(`${shown} exists`);
  process.exit(2);
}
const name = format.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const source = `import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { at, textOf } from "#model/tree.ts";

/** What the format is. Source: where it is documented; defaults as of which date. */
export const ${name}: ArtifactFrontEnd = {
  format: "${format}",
  role: "agent-settings",
  syntax: "json",
  claims: (path) => /(^|\\/)${format}\\.json$/.test(path),
  facts(document, record) {
    const key = textOf(at(document.root, "name")) ?? "${format}";
    record.fact({
      kind: "principal",
      anchor: \`agent/\${key}\`,
      key,
      at: document.root,
      value: { type: "agent", product: "${format}" },
    });
  },
};
`;
const test = `import { expect, test } from "vitest";
import { ${name} } from "#artifact/${format}.ts";
import { collectText } from "./collect.ts";

test("tells the agent", () => {
  const { facts } = collectText(${name}, "${format}.json", '{"name": "helper"}');
  expect(facts.map((fact) => fact.id)).toEqual(["principal:agent/helper#helper"]);
});
`;

writeFileSync(file, source);
writeFileSync(testFile, test);
console.log(`src/artifact/${format}.ts is ready: fill it in, and add its line to src/artifact/table.ts.`);
