import type { Step } from "#artifact/workflow-steps.ts";
import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Document } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import { at, textOf } from "#model/tree.ts";

/** What decides in which language a `run:` is written where the step does not say. */
export interface RunDefaults {
  readonly shell?: string | undefined;
  /** Holds if the job runs on Windows, where the default is PowerShell. */
  readonly windows?: boolean;
}

/** Records the scripts of the steps as embedded texts of their languages. */
export function runTexts(
  document: Document,
  steps: readonly Step[],
  defaults: RunDefaults,
  { anchor, owner, record }: TriggerPlace,
): void {
  for (const step of steps) {
    if (textOf(step.run) !== undefined)
      record.embed(embeddingOf(document, step.run!, languageOf(step.shell ?? defaults.shell, defaults)), {
        anchor,
        owner,
      });
    const script = at(step.inputs, "script");
    if (step.action === "actions/github-script" && textOf(script) !== undefined)
      record.embed(embeddingOf(document, script!, "javascript"), { anchor, owner });
  }
}

/** `bash -e {0}`, `/usr/bin/python3 {0}`: the program names the language. */
function languageOf(shell: string | undefined, { windows }: RunDefaults): string {
  const program = shell?.trim().split(/\s/, 1)[0] ?? "";
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (name === "" || name.includes("$")) return windows ? "pwsh" : "bash";
  return name.replace(/^python[\d.]+$/, "python");
}
