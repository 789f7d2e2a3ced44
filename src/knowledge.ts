import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { SecretData } from "#model/detector.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { PageAssets } from "#model/report.ts";
import { type PackedRules, unpackRules } from "#packed-needs.ts";

/** The data as the build writes it. */
export type BuiltKnowledge = Omit<Knowledge, "rules" | "secrets"> & PackedRules;

/** The data of the project, as the build compiled it; without what only scans need. */
export function loadKnowledge(): Knowledge {
  const { needs, rules, ...knowledge } = JSON.parse(readBuilt("knowledge.json")) as BuiltKnowledge;
  return { ...knowledge, rules: unpackRules({ rules, needs }) };
}

/** What is known about secrets. */
export function loadSecrets(): SecretData {
  return JSON.parse(readBuilt("secrets.json")) as SecretData;
}

/** Rule id → its page as Markdown, for the few readers that show one. */
export function loadPages(): ReadonlyMap<string, string> {
  return new Map(Object.entries(JSON.parse(readBuilt("pages.json")) as Record<string, string>));
}

/** The style and the script of the HTML page, for the one reporter that writes it. */
export function loadPageAssets(): PageAssets {
  return { style: readBuilt("page.css"), script: readBuilt("page.js") };
}

/** Digest of all that decides what is said of a file besides the rules: the code, the parsers and the data; hex. */
export function builtDigest(): string {
  const digest = createHash("sha256");
  for (const name of deciding) digest.update(readFileSync(new URL(name, import.meta.url)));
  return digest.digest("hex");
}

const deciding = [
  "program.cjs",
  "script.cjs",
  "tree-sitter-bash.wasm",
  "tree-sitter-python.wasm",
  "web-tree-sitter.wasm",
  "knowledge.json",
  "iam-actions.json",
  "secrets.json",
];

/** The build puts the data beside the code. */
function readBuilt(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}
