import { mkdirSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileKnowledge, compilePages } from "./compile-knowledge.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

rmSync(`${root}dist`, { recursive: true, force: true });
mkdirSync(`${root}dist`, { recursive: true });
const knowledge = compileKnowledge(`${root}rules`);
writeFileSync(`${root}dist/knowledge.json`, JSON.stringify(knowledge));
writeFileSync(`${root}dist/pages.json`, JSON.stringify(compilePages(`${root}rules`, knowledge)));

await build({
  absWorkingDir: root,
  entryPoints: { cli: "src/cli.ts", worker: "src/worker.ts" },
  outdir: "dist",
  bundle: true,
  // One chunk a lazily loaded part: `--version` reads nothing but the entry.
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  define: { COUNTERSIGN_VERSION: JSON.stringify(version) },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
