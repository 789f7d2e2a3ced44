import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";

/** The package that a module belongs to; empty for those of a runtime. */
export function packageOf(module: string): string {
  const parts = module.split("/");
  const name = parts
    .slice(0, module.startsWith("@") ? 2 : 1)
    .join("/")
    .replace(/\*$/, "");
  return builtinModules.includes(name) || name.startsWith("node:") ? "" : name;
}

/**
 * Installs packages into a folder without running anything of them, and typings of others for those that have none.
 * A range of versions holds for all of them. `latest` is the newest one, whether or not it says that it runs on this
 * runtime. What was asked for before stays; what is there because another package needs it may be old.
 */
export function installPackages(folder: string, packages: readonly string[], range: string): void {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest))
    writeFileSync(manifest, '{ "name": "models-verify", "version": "1.0.0", "private": true }\n');
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, "utf8")) as { dependencies?: object };
  const missing = packages.filter((name) => !Object.hasOwn(dependencies, name) || !isThere(folder, name));
  const types = existsSync(join(folder, "node_modules", "@types/node")) ? [] : ["@types/node"];
  npm(folder, [...types, ...missing.map((name) => `${name}@${range}`)]);
  for (const name of packages) {
    const typings = `@types/${name.replace(/^@/, "").replace("/", "__")}`;
    if (isThere(folder, name) && !isTyped(folder, name) && !isThere(folder, typings))
      npm(folder, [`${typings}@${range}`]);
  }
}

/** The files of a package's typings, as paths from its folder. */
export function typingFilesOf(folder: string, name: string): readonly string[] {
  if (!isThere(folder, name)) return [];
  const files = readdirSync(join(folder, "node_modules", name), { recursive: true, encoding: "utf8" });
  return files.filter((path) => /\.d\.[cm]?ts$/.test(path) && !path.includes("node_modules"));
}

function isThere(folder: string, name: string): boolean {
  return existsSync(join(folder, "node_modules", name));
}

function isTyped(folder: string, name: string): boolean {
  return typingFilesOf(folder, name).length > 0;
}

function npm(folder: string, packages: readonly string[]): void {
  if (packages.length === 0) return;
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", "--loglevel=error"];
  const { status, stderr } = spawnSync("npm", ["install", ...flags, ...packages], { cwd: folder, encoding: "utf8" });
  if (status === 0) return;
  if (packages.length > 1) for (const name of packages) npm(folder, [name]);
  else console.log(`not installed: ${packages[0]}: ${stderr.split("\n", 1)[0]}`);
}
