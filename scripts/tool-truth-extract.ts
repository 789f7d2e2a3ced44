import { execFile } from "node:child_process";
import { resolve } from "node:path";
import type { Fact } from "#model/fact.ts";
import type { ExtractedTool } from "./tool-truth-compare.ts";

/** What the inventory says of a package. */
export interface Extracted {
  readonly tools: readonly ExtractedTool[];
  /** Places that could not be read or resolved: path and reason. */
  readonly opaque: readonly string[];
  /** Holds if the inventory says that it has not seen everything. */
  readonly partial: boolean;
  /** Wall-clock seconds of the whole run. */
  readonly seconds: number;
}

const binary = resolve("bin/countersign.js");
const partialCode = 4;
const mostBytes = 268_435_456;

/** Capabilities of a model that no server offers. */
const otherForms = new Set(["skill", "command", "plugin"]);

/** Runs `inventory` over packages, with further flags, and takes what it says of tools. Starts nothing of theirs. */
export async function extractTools(packages: readonly string[], flags: readonly string[]): Promise<Extracted> {
  const start = performance.now();
  const { code, text } = await inventoryOf(packages, flags);
  const { facts } = JSON.parse(text) as { facts: readonly Fact[] };
  return { ...toolsIn(facts), partial: code === partialCode, seconds: (performance.now() - start) / 1000 };
}

/** The tools of servers among facts, and the places that are opaque. */
export function toolsIn(facts: readonly Fact[]): Pick<Extracted, "tools" | "opaque"> {
  const tools: ExtractedTool[] = [];
  const opaque: string[] = [];
  for (const fact of facts) {
    if (fact.kind === "opaque") opaque.push(`${fact.locations[0]?.path ?? fact.anchor}: ${fact.value.reason}`);
    if (fact.kind !== "tool" || otherForms.has(fact.value.form)) continue;
    tools.push({ name: fact.value.name, conditional: isConditional(fact.value) });
  }
  return { tools, opaque };
}

/** Holds for what is registered as the program runs, or under a condition that the fact says. */
function isConditional(value: { readonly registration: string; readonly conditional?: boolean }): boolean {
  return value.registration === "dynamic" || value.conditional === true;
}

function inventoryOf(packages: readonly string[], flags: readonly string[]): Promise<{ code: number; text: string }> {
  const words = [binary, "inventory", "--format", "json", "--no-config", ...flags, ...packages];
  return new Promise((done, fail) => {
    execFile(process.execPath, words, { maxBuffer: mostBytes }, (error, text, complaints) => {
      const code = Number(error?.code ?? 0);
      if (error === null || code === partialCode) done({ code, text });
      else fail(new Error(`inventory failed: ${complaints.slice(0, 600) || error.message}`));
    });
  });
}
