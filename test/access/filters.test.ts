import { describe, expect, test } from "vitest";
import { toolsOf } from "./tools-of.ts";

const low = `import { Server } from "@modelcontextprotocol/sdk/server/index.js";\nimport { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";\nconst server = new Server({ name: "desk" }, {});\n`;

describe("what a filter lets through is conditional", () => {
  test.each([
    [
      "function keep(name) { if (client?.name === 'app') { if (name === 'open' || name === 'old') return false; } return true; }",
      ["close", "open?"],
    ],
    ["function keep(name) { if (client?.name === 'app') return false; return true; }", ["close?", "open?"]],
    ["function keep(name) { if (allowed.has(name)) return true; }", ["close?", "open?"]],
    [
      "function keep(name) { if (name === 'open') { return !hidden; } else { log(name); } return true; }",
      ["close", "open?"],
    ],
    ["const keep = (name) => name.startsWith('c');", ["close", "open?"]],
    ["const keep = (name) => keep(name);", ["close?", "open?"]],
  ])("unless it says yes whatever else it hangs on: %s", async (keep, told) => {
    const list = `[{ name: "open" }, { name: "close" }].filter((tool) => keep(tool.name))`;
    const tree = {
      "a.ts": `${low}${keep}\nserver.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: ${list} }));`,
    };
    expect(await toolsOf(tree)).toEqual(told);
  });
});
