import { readFileSync } from "node:fs";
import type { PageAssets } from "#model/report.ts";

/** The style and the script of the page, as the build made them. */
export function pageAssets(): PageAssets {
  const built = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), "utf8");
  return { style: built("page.css"), script: built("page.js") };
}
