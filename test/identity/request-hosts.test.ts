import { describe, expect, test } from "vitest";
import { scanTree } from "../tree.ts";

/** The hosts that a program is told to speak to, each with the lines that say so. */
async function hostsOf(path: string, code: string): Promise<Record<string, readonly number[]>> {
  const { facts } = await scanTree({ [path]: code });
  const told = facts.filter(({ kind, key }) => kind === "effect" && key.startsWith("network:"));
  return Object.fromEntries(
    told.map(({ key, locations }) => [key.slice("network:".length), locations.map(({ region }) => region.startLine)]),
  );
}

describe("what is asked for is at the host of the request that is handed over", () => {
  test.each([
    ['fetch(new Request("https://api.acme.dev/v1"))', "api.acme.dev"],
    ['const made = new Request(new URL("https://api.acme.dev/v1"));\nfetch(made)', "api.acme.dev"],
    ['fetch(new URL("https://api.acme.dev/v1"))', "api.acme.dev"],
    ['fetch(new URL("https://api.acme.dev/v1").href)', "api.acme.dev"],
    ['fetch(new URL("https://api.acme.dev/v1").toString())', "api.acme.dev"],
    ['fetch(new URL("/v1", "https://api.acme.dev"))', "api.acme.dev"],
    ['fetch(new URL(`/v1/${id}`, "https://api.acme.dev"))', "api.acme.dev"],
    ['fetch(new URL("https://other.dev/v1", "https://api.acme.dev"))', "other.dev"],
    ['fetch(new URL("//other.dev/v1", "https://api.acme.dev"))', "*"],
    ['fetch(new URL(path, "https://api.acme.dev"))', "*"],
    ["fetch(new URL(path))", "*"],
    ["fetch(new Request(url))", "*"],
    ['fetch(new Wrapped("https://api.acme.dev"))', "*"],
  ])("in a script: %s", async (code, host) => {
    expect(Object.keys(await hostsOf("main.ts", `${code};\n`))).toEqual([host]);
  });

  test("in Python, of each request the place at which it is opened", async () => {
    const code = [
      "import urllib.request",
      "",
      "def token():",
      '    request = urllib.request.Request("https://idp.acme.dev/token", method="POST")',
      "    return urllib.request.urlopen(request, timeout=20)",
      "",
      "def notify(url):",
      "    request = urllib.request.Request(url)",
      "    return urllib.request.urlopen(request)",
      "",
    ].join("\n");
    expect(await hostsOf("main.py", code)).toEqual({ "idp.acme.dev": [4, 5], "*": [8, 9] });
  });
});
