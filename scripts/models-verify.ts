import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiModel } from "#model/api-model.ts";
import { compareText } from "#model/location.ts";
import { hasApiModels, readApiModelFiles } from "#rule/api-models.ts";
import { Typings } from "./models-verify/resolve-path.ts";

/**
 * Looks for the paths of rows about interfaces in the typings of the packages themselves:
 * `npm run models:verify -- [--into DIR] [SYSTEM…]`. Packages are installed into a folder of their own without their
 * scripts; nothing of them is run. Prints each row that is not found or that no typings speak of, and ends with 1 if
 * fewer than 98 of 100 rows that can be verified are.
 */
const enough = 0.98;
const words = process.argv.slice(2);
const intoAt = words.indexOf("--into");
const into = intoAt < 0 ? mkdtempSync(join(tmpdir(), "models-verify-")) : words[intoAt + 1]!;
const systems = words.filter((_word, index) => intoAt < 0 || (index !== intoAt && index !== intoAt + 1));

const folder = "rules/models";
const modelFiles = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .sort(compareText)
  .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(folder, name), "utf8") }))
  .filter(({ text }) => hasApiModels(text));
const rows = readApiModelFiles(modelFiles)
  .map(({ model }) => model)
  .filter(({ language, modules, system }) => {
    const isAsked = systems.length === 0 || systems.includes(system);
    return isAsked && language === "script" && modules.length > 0;
  });

install([...new Set(rows.flatMap(({ modules }) => modules.map(packageOf)))].filter((name) => name !== ""));
const results = [...new Set(rows.map(({ system }) => system))].flatMap((system) =>
  verified(rows.filter((row) => row.system === system)),
);
report(results);

interface Result {
  readonly model: ApiModel;
  readonly state: "verified" | "not" | "unverifiable";
  readonly reasons: readonly string[];
}

function modulesOf(pattern: string): readonly string[] {
  return pattern.includes("*") ? matching(pattern) : [pattern];
}

/** One program a system: the typings of all of them together would not fit. */
function verified(models: readonly ApiModel[]): Result[] {
  const modules = [...new Set(models.flatMap((model) => model.modules.flatMap(modulesOf)))];
  const typings = new Typings(into, modules);
  return models.map((model) => {
    const places = model.modules.map((pattern) => ({
      pattern,
      modules: modulesOf(pattern).filter((one) => typings.has(one)),
    }));
    const untyped = places
      .filter(({ modules: known }) => known.length === 0)
      .map(({ pattern }) => `${pattern} has no typings`);
    const known = places.flatMap(({ modules: typed }) => typed);
    const missing = model.paths.filter((path) => known.every((module) => typings.resolve(module, path) === "missing"));
    const found = model.paths.filter((path) => known.some((module) => typings.resolve(module, path) === "found"));
    const idle = places.filter(
      ({ modules: typed }) =>
        typed.length > 0 &&
        model.paths.every((path) => typed.every((module) => typings.resolve(module, path) === "missing")),
    );
    const wrong = [
      ...(known.length > 0 ? missing.map((path) => `${path} is not in ${known.join(", ")}`) : []),
      ...idle.map(({ pattern }) => `${pattern} has none of its paths`),
    ];
    if (wrong.length > 0) return { model, state: "not", reasons: wrong };
    if (found.length === model.paths.length) return { model, state: "verified", reasons: untyped };
    const open = model.paths.filter((path) => !found.includes(path)).map((path) => `no typings say what ${path} is`);
    return { model, state: "unverifiable", reasons: [...untyped, ...open] };
  });
}

/** The modules of an installed package that a pattern with a star stands for, as far as its typings are files. */
function matching(pattern: string): readonly string[] {
  const name = packageOf(pattern);
  const [head = "", tail = ""] = pattern.split("*");
  const last = head.slice(head.lastIndexOf("/") + 1);
  const root = join(into, "node_modules", name);
  if (!existsSync(root)) return [];
  const names = (readdirSync(root, { recursive: true }) as string[])
    .filter((path) => /\.d\.[cm]?ts$/.test(path) && !path.includes("node_modules"))
    .map((path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.d\.[cm]?ts$/, ""))
    .filter((file) => file.startsWith(last));
  const stems = [...new Set([last, ...names])].map((file) => head.slice(0, head.length - last.length) + file + tail);
  return stems.flatMap((stem) => [stem, `${stem}.js`]);
}

/** The package that a module belongs to; empty for those of the runtime. */
function packageOf(module: string): string {
  const parts = module.split("/");
  const name = parts.slice(0, module.startsWith("@") ? 2 : 1).join("/");
  return builtinModules.includes(name) || name.startsWith("node:") || name.startsWith("bun") ? "" : name;
}

/** Installs packages without running anything of them, and typings of others for those that have none. */
function install(packages: readonly string[]): void {
  mkdirSync(into, { recursive: true });
  const manifest = join(into, "package.json");
  if (!existsSync(manifest))
    writeFileSync(manifest, '{ "name": "models-verify", "version": "1.0.0", "private": true }\n');
  npm(["@types/node", ...packages].filter((name) => !existsSync(join(into, "node_modules", name))));
  const untyped = packages.filter((name) => existsSync(join(into, "node_modules", name)) && !isTyped(name));
  for (const name of untyped) {
    const types = `@types/${name.replace(/^@/, "").replace("/", "__")}`;
    if (!existsSync(join(into, "node_modules", types))) npm([types]);
  }
}

function npm(packages: readonly string[]): void {
  if (packages.length === 0) return;
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", "--loglevel=error"];
  const { status, stderr } = spawnSync("npm", ["install", ...flags, ...packages], { cwd: into, encoding: "utf8" });
  if (status === 0) return;
  if (packages.length > 1) for (const name of packages) npm([name]);
  else console.log(`not installed: ${packages[0]}: ${stderr.split("\n", 1)[0]}`);
}

function isTyped(name: string): boolean {
  const files = readdirSync(join(into, "node_modules", name), { recursive: true }) as string[];
  return files.some((path) => /\.d\.[cm]?ts$/.test(path) && !path.includes("node_modules"));
}

function report(all: readonly Result[]): void {
  for (const { model, state, reasons } of all)
    if (state !== "verified") console.log(`${state}: ${model.id}: ${reasons.join("; ")}`);
  for (const system of new Set(all.map(({ model }) => model.system))) {
    const own = all.filter(({ model }) => model.system === system);
    const count = (state: Result["state"]) => own.filter((result) => result.state === state).length;
    console.log(
      `${system}: ${count("verified")} verified, ${count("not")} not, ${count("unverifiable")} not verifiable`,
    );
  }
  const sure = all.filter(({ state }) => state === "verified").length;
  const verifiable = all.filter(({ state }) => state !== "unverifiable").length;
  const share = verifiable === 0 ? 1 : sure / verifiable;
  console.log(
    `${sure} of ${verifiable} rows that can be verified are (${(share * 100).toFixed(1)} %), of ${all.length} rows`,
  );
  process.exitCode = share < enough ? 1 : 0;
}
