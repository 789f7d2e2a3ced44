import { expect, test } from "vitest";
import { isSameProgram } from "#graph/same-program.ts";
import type { Fact } from "#model/fact.ts";
import { read } from "../lock/surfaces.ts";

/** Whether the entries of two servers, each a command line or an address, start one program. */
function same(one: string, other: string): boolean {
  const entry = (line: string) => {
    const [command, ...args] = line.split(" ");
    return /^https?:/.test(line) ? { url: line } : { command, args };
  };
  const { graph } = read({ ".mcp.json": JSON.stringify({ mcpServers: { one: entry(one), other: entry(other) } }) });
  const named = (anchor: string): Fact =>
    graph.facts.find((fact) => fact.kind === "principal" && fact.anchor === anchor)!;
  return isSameProgram(named("server/one"), named("server/other"));
}

test.each([
  ["npx -y mcp-remote@0.1.29 https://a.acme.dev/sse", "npx -y mcp-remote@0.1.29 https://b.other.dev/sse"],
  ["npx forge-mcp@1.0.0", "uvx forge-mcp==1.0.0"],
  ["uv --directory /srv/tools run mail", "uv --directory /srv/tools run shell"],
  ["npx tsx src/mail.ts", "npx tsx src/shell.ts"],
  ["ssh hosta serve", "ssh hostb serve"],
  ["node -r ./hook.js mail.js", "node -r ./hook.js shell.js"],
  ["pwsh -File mail.ps1", "pwsh -File shell.ps1"],
  ["npx -p @acme/tools mail", "npx -p @acme/tools shell"],
  ["uvx --from acme-tools mail", "uvx --from acme-tools shell"],
  ["docker run -i python:3.13 mail.py", "docker run -i python:3.13 shell.py"],
  ["python -m mcp_proxy https://a.acme.dev/sse", "python -m mcp_proxy https://b.other.dev/sse"],
  ["npx ./mail", "npx ./mail"],
  ["https://a.acme.dev/mcp", "https://b.acme.dev/mcp"],
])("%s and %s are two programs", (one, other) => {
  expect(same(one, other)).toBe(false);
});

test.each([
  ["npx -y mcp-remote@0.1.29 https://a.acme.dev/sse", "npx -y mcp-remote@0.1.30 https://a.acme.dev/sse --debug"],
  ["npx -y forge-mcp@1.0.0", "bunx forge-mcp@2.0.0 --read-only"],
  ["uvx forge-mcp==1.0.0", "pipx run forge-mcp --all"],
  ["docker run -i -p 1:1 ghcr.io/acme/forge:1.2.0", "docker run --rm ghcr.io/acme/forge:1.3.0"],
  ["node dist/stdio.js", "node --no-warnings ./dist/stdio.js --tools=all"],
  ["/usr/bin/python3 -u /srv/mail.py", "python3 /srv/mail.py --debug"],
  ["python -m acme.ledger", "python3 -m acme.ledger --debug"],
  ["https://a.acme.dev/mcp?tools=read", "https://a.acme.dev/mcp/?tools=write"],
])("%s and %s are one", (one, other) => {
  expect(same(one, other)).toBe(true);
});
