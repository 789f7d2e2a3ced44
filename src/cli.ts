import { exitCodes } from "#cli/exit-code.ts";
import { loadPart } from "#part.ts";

declare const COUNTERSIGN_VERSION: string;

/** The version of the package, written in by the build. */
export const version: string = typeof COUNTERSIGN_VERSION === "string" ? COUNTERSIGN_VERSION : "0.0.0";

await main(process.argv.slice(2));

/** Runs one verb. Sets `process.exitCode` and returns, so that standard output drains whatever reads it. */
async function main(argv: readonly string[]): Promise<void> {
  // A reader that closes the pipe early (`| head`) has what it wanted.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`error: cannot write the results: ${error.code ?? "unknown error"}\n`);
    process.exitCode = exitCodes.usage;
  });
  // Notes that nobody can read change nothing about how the run ended.
  process.stderr.on("error", () => {});
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${version}\n`);
    return;
  }
  // Types only: the program is a bundle of its own, which `--version` does not load.
  const { run } = loadPart("program") as typeof import("#program.ts");
  process.exitCode = await run(argv, version);
}
