import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lastOf } from "#identity/match-api.ts";
import type { ApiModel } from "#model/api-model.ts";
import { compareText } from "#model/location.ts";
import { hasApiModels, readApiModelFiles } from "#rule/api-models.ts";
import { installPackages, packageOf, typingFilesOf } from "./models-verify/install-packages.ts";
import { Typings } from "./models-verify/resolve-path.ts";

/**
 * Looks for the paths of rows about interfaces in the typings of the packages themselves:
 * `npm run models:verify -- [--into DIR] [SYSTEM…]`. Packages are installed into a folder of their own without their
 * scripts, in their newest version or in that of the row; nothing of them is run. Prints each row that is not found or
 * that no typings speak of, and ends with 1 if fewer than 98 of 100 rows that can be verified are.
 */
const enough = 0.98;

interface Result {
  readonly model: ApiModel;
  readonly state: "verified" | "not" | "unverifiable";
  readonly reasons: readonly string[];
}

const words = process.argv.slice(2);
const intoAt = words.indexOf("--into");
const into = intoAt < 0 ? mkdtempSync(join(tmpdir(), "models-verify-")) : words[intoAt + 1]!;
const asked = words.filter((_word, index) => intoAt < 0 || (index !== intoAt && index !== intoAt + 1));

const rows = readApiModelFiles(modelFiles("rules/models"))
  .map(({ model }) => model)
  .filter(({ language, modules, system }) => {
    const isAsked = asked.length === 0 || asked.includes(system);
    return isAsked && language === "script" && modules.length > 0;
  });
report(grouped(rows).flatMap(verifiedRows));

function modelFiles(folder: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort(compareText)
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(folder, name), "utf8") }))
    .filter(({ text }) => hasApiModels(text));
}

/** Rows of one system and version: the typings of all of them together would not fit. */
function grouped(models: readonly ApiModel[]): readonly (readonly ApiModel[])[] {
  const groups = new Map<string, ApiModel[]>();
  for (const model of models) {
    const key = `${model.system} ${model.version ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), model]);
  }
  return [...groups.values()];
}

function verifiedRows(models: readonly ApiModel[]): Result[] {
  const { system, version } = models[0]!;
  const folder = version === undefined ? into : join(into, "versions", `${system}-${version.replaceAll(/\W/g, "_")}`);
  const packages = new Set(models.flatMap(({ modules }) => modules.map(packageOf)).filter((name) => name !== ""));
  installPackages(folder, [...packages], version);
  const modulesOf = (pattern: string) => (pattern.includes("*") ? matching(folder, pattern) : [pattern]);
  const typings = new Typings(folder, [...new Set(models.flatMap(({ modules }) => modules.flatMap(modulesOf)))]);
  return models.map((model) => {
    const places = model.modules.map((pattern) => ({ pattern, modules: modulesOf(pattern) }));
    return verifiedRow(model, places, typings);
  });
}

/** The modules that a pattern with a star stands for, as far as typings are files of the package. */
function matching(folder: string, pattern: string): readonly string[] {
  const [head = "", tail = ""] = pattern.split("*");
  const last = head.slice(head.lastIndexOf("/") + 1);
  const names = typingFilesOf(folder, packageOf(pattern))
    .map((path) => path.slice(path.lastIndexOf("/") + 1).replace(/\.d\.[cm]?ts$/, ""))
    .filter((file) => file.startsWith(last));
  const stems = [...new Set([last, ...names])].map((file) => head.slice(0, head.length - last.length) + file + tail);
  return stems.flatMap((stem) => [stem, `${stem}.js`]);
}

interface Place {
  readonly pattern: string;
  readonly modules: readonly string[];
}

function verifiedRow(model: ApiModel, all: readonly Place[], typings: Typings): Result {
  const places = all.map(({ pattern, modules }) => ({ pattern, modules: modules.filter((one) => typings.has(one)) }));
  const known = places.flatMap(({ modules }) => modules);
  const isMissing = (path: string, modules: readonly string[]) =>
    modules.every((module) => typings.resolve(module, path) === "missing");
  const untyped = places.flatMap(({ pattern, modules }) => (modules.length === 0 ? [`${pattern} has no typings`] : []));
  if (known.length === 0) return { model, state: "unverifiable", reasons: untyped };
  const wrong = [
    ...model.paths.filter((path) => isMissing(path, known)).map((path) => `${path} is not in ${known.join(", ")}`),
    ...places
      .filter(({ modules }) => modules.length > 0 && model.paths.every((path) => isMissing(path, modules)))
      .map(({ pattern }) => `${pattern} has none of its paths`),
  ];
  if (wrong.length > 0) return { model, state: "not", reasons: wrong };
  const found = model.paths.filter((path) => known.some((module) => typings.resolve(module, path) === "found"));
  // What a generic function gives is not known; the name is, where another path has it.
  const names = new Set(found.map(lastOf));
  const open = model.paths.filter((path) => !names.has(lastOf(path))).map((path) => `no typings say what ${path} is`);
  if (open.length === 0) return { model, state: "verified", reasons: untyped };
  return { model, state: "unverifiable", reasons: [...untyped, ...open] };
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
  const percent = (share * 100).toFixed(1);
  console.log(`${sure} of ${verifiable} rows that can be verified are (${percent} %), of ${all.length} rows`);
  process.exitCode = share < enough ? 1 : 0;
}
