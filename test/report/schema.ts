import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";

/** What a published schema of this package says against a text; empty where nothing. */
export function schemaViolations(
  schema: "diff-v1" | "report-v1" | "inventory-v1" | "verification-v1",
  text: string,
): string[] {
  const url = new URL(`../../schemas/${schema}.schema.json`, import.meta.url);
  const matches = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(
    JSON.parse(readFileSync(url, "utf8")) as object,
  );
  if (matches(JSON.parse(text))) return [];
  return (matches.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
