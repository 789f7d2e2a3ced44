import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "#model/location.ts";
import { packageOf, typingFilesOf } from "./install-packages.ts";

const typing = /\.d\.([cm]?)ts$/;

/**
 * The modules that a pattern of a row stands for. One without a star is itself. With a star it is every module that the
 * installed package offers and that the pattern takes: those that its `exports` name, or, if it has none, those that its
 * typings lie at. Sorted; empty if the package is not there.
 */
export function modulesOfPattern(folder: string, pattern: string): readonly string[] {
  const star = pattern.indexOf("*");
  if (star < 0) return [pattern];
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const isMeant = (module: string) =>
    module.length >= pattern.length - 1 && module.startsWith(head) && module.endsWith(tail);
  return [...new Set(modulesOf(folder, packageOf(pattern)))].filter(isMeant).sort(compareText);
}

function modulesOf(folder: string, name: string): readonly string[] {
  const files = typingFilesOf(folder, name);
  const manifest = join(folder, "node_modules", name, "package.json");
  const offered = existsSync(manifest) ? exportsOf(readFileSync(manifest, "utf8")) : undefined;
  if (offered)
    return Object.entries(offered)
      .filter(([key]) => key.startsWith("."))
      .flatMap(([key, target]) => (key.includes("*") ? starred(key, target, files) : [key]))
      .map((key) => name + key.slice(1));
  const stems = files.map((path) => path.replace(typing, ""));
  return [name, ...stems.flatMap((stem) => [stem, stem.replace(/\/index$/, "")]).map((stem) => `${name}/${stem}`)];
}

/** What `exports` of a manifest names; nothing if it has none or is one module. */
function exportsOf(manifest: string): Readonly<Record<string, unknown>> | undefined {
  const { exports } = JSON.parse(manifest) as { readonly exports?: unknown };
  const isMap = typeof exports === "object" && exports !== null && Object.keys(exports).some((key) => key[0] === ".");
  return isMap ? (exports as Readonly<Record<string, unknown>>) : undefined;
}

/** The names of modules that a key with a star offers, by the typings that its targets lead to. */
function starred(key: string, target: unknown, files: readonly string[]): readonly string[] {
  const found = targetsOf(target).flatMap((one) => {
    const [head = "", tail = ""] = one.replace(/^\.\//, "").split("*");
    const ends = typing.test(tail) ? [tail] : ["ts", "mts", "cts"].map((end) => `${withoutEnd(tail)}.d.${end}`);
    return files.flatMap((path) => {
      const end = ends.find((text) => path.endsWith(text) && path.startsWith(head));
      const middle = end === undefined ? "" : path.slice(head.length, path.length - end.length);
      // A target without an ending takes that of what it is asked for.
      return middle === "" ? [] : [middle + (tail === "" ? ".js" : "")];
    });
  });
  return found.map((middle) => key.replace("*", middle));
}

function withoutEnd(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

function targetsOf(target: unknown): readonly string[] {
  if (typeof target === "string") return target.includes("*") ? [target] : [];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(targetsOf) : [];
}
