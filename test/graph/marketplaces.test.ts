import { expect, test } from "vitest";
import { scanTree } from "../tree.ts";

const marketplace = JSON.stringify({
  name: "acme-tools",
  owner: { name: "Acme" },
  plugins: [{ name: "forge", source: "./forge" }],
});

async function found(path: string): Promise<number> {
  const readme = "# Tools\n\n```sh\nclaude plugin install forge@acme-tools\n```\n";
  const { findings } = await scanTree({ [path]: marketplace, "AGENTS.md": readme });
  return findings.filter(({ ruleId }) => ruleId === "agent-plugin-unpinned").length;
}

test("the tree's own marketplace is known, one among its examples and fixtures is not", async () => {
  expect(await found(".claude-plugin/marketplace.json")).toBe(0);
  expect(await found("examples/tools/.claude-plugin/marketplace.json")).toBe(1);
  expect(await found("test/fixtures/.claude-plugin/marketplace.json")).toBe(1);
});
