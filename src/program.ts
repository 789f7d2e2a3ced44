/** What the build makes one bundle of: the command line, and the thread that helps it. */
export { run } from "#cli/program.ts";

/** Serves a thread; loaded late, since the command line needs none of it for a page of help. */
export const serve = async (): Promise<void> => {
  await import("#thread.ts");
};
