import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareText } from "#model/location.ts";
import { type ApiModelRow, hasApiModels, readApiModelFiles } from "#rule/api-models.ts";
import { installPackages, packageOf } from "./models-verify/install-packages.ts";
import { modulesOfPattern } from "./models-verify/modules-of-pattern.ts";
import { Typings } from "./models-verify/resolve-path.ts";
import { type Edition, type Verdict, verifyRow } from "./models-verify/verify-row.ts";

/**
 * Looks for the paths of rows about interfaces in the typings of the packages themselves:
 * `npm run models:verify -- [--into DIR] [SYSTEM…]`. Packages are installed into a folder of their own without their
 * scripts, in their newest version or in those of the row; nothing of them is run. Prints each row that is not found or
 * that no typings speak of, and each module without typings, and ends with 1 if fewer than 98 of 100 rows that can be verified are.
 */
const enough = 0.98;

const words = process.argv.slice(2);
const intoAt = words.indexOf("--into");
const into = intoAt < 0 ? mkdtempSync(join(tmpdir(), "models-verify-")) : words[intoAt + 1]!;
const asked = words.filter((_word, index) => intoAt < 0 || (index !== intoAt && index !== intoAt + 1));

const asks = readApiModelFiles(modelFiles("rules/models")).filter(({ model: { language, modules, system } }) => {
  const isAsked = asked.length === 0 || asked.includes(system);
  return isAsked && language === "script" && modules.length > 0;
});
report(grouped(asks).flatMap(verdicts));

function modelFiles(folder: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort(compareText)
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(folder, name), "utf8") }))
    .filter(({ text }) => hasApiModels(text));
}

/** Rows of one system and version: the typings of all of them together would not fit. */
function grouped(rows: readonly ApiModelRow[]): readonly (readonly ApiModelRow[])[] {
  const groups = new Map<string, ApiModelRow[]>();
  for (const row of rows) {
    const key = `${row.model.system} ${row.model.version ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function verdicts(rows: readonly ApiModelRow[]): Verdict[] {
  const editions = (rows[0]!.model.version ?? "").split("||").map((version) => readEdition(rows, version.trim()));
  return rows.map(({ model }) => verifyRow(model, editions));
}

function readEdition(rows: readonly ApiModelRow[], version: string): Edition {
  const { system } = rows[0]!.model;
  const folder = version === "" ? into : join(into, "versions", `${system}-${version.replaceAll(/\W/g, "_")}`);
  const patterns = new Set(rows.flatMap(({ model }) => model.modules));
  const packages = new Set([...patterns].map(packageOf).filter((name) => name !== ""));
  installPackages(folder, [...packages], version === "" ? "latest" : version);
  const modules = new Map([...patterns].map((pattern) => [pattern, modulesOfPattern(folder, pattern)]));
  const programs = rows.flatMap(({ expected }) => expected.map(({ code }) => code));
  return { version, modules, typings: new Typings(folder, [...new Set([...modules.values()].flat())], programs) };
}

function report(all: readonly Verdict[]): void {
  for (const { model, state, reasons } of all)
    if (reasons.length > 0) console.log(`${state}: ${model.id}: ${reasons.join("; ")}`);
  for (const system of new Set(all.map(({ model }) => model.system))) {
    const own = all.filter(({ model }) => model.system === system);
    const count = (state: Verdict["state"]) => own.filter((result) => result.state === state).length;
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
