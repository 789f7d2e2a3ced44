import { tool } from "ai";
import { z } from "zod";

// It calls itself, and starts nobody.
export const count = tool({
  description: "Counts files",
  inputSchema: z.object({ root: z.string() }),
  execute: async ({ root }) => {
    const walk = (folder: string): number => list(folder).reduce((sum, each) => sum + 1 + walk(each), 0);
    function below(folder: string): string[] {
      return list(folder).flatMap((each) => below(each));
    }
    return walk(root) + below(root).length;
  },
});
