import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: "src/cli.ts", worker: "src/worker.ts" },
  outdir: "dist",
  bundle: true,
  // One chunk a lazily loaded part: `--version` reads nothing but the entry.
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // A fifth less to parse at every start.
  minify: true,
  legalComments: "none",
  metafile: true,
  plugins: [
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
  define: { COUNTERSIGN_VERSION: JSON.stringify(version) },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
writeFileSync(`${root}dist/THIRD-PARTY-LICENSES.txt`, licenses(Object.keys(metafile.inputs)));

/** The licence of every package that the bundle holds, as its terms ask. */
function licenses(inputs: readonly string[]): string {
  const packages = new Set(inputs.flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
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
