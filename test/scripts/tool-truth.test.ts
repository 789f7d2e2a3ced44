import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Fact, ToolValue } from "#model/fact.ts";
import { listTools, type ServerCommand } from "../../scripts/tool-truth-ask.ts";
import { compareTools, percent, shortfalls, totalsOf } from "../../scripts/tool-truth-compare.ts";
import { toolsIn } from "../../scripts/tool-truth-extract.ts";
import { readServers } from "../../scripts/tool-truth-servers.ts";
import { namesOf, summaryOf, tableOf, type Row } from "../../scripts/tool-truth-table.ts";

const tool = (name: string, conditional = false) => ({ name, conditional });

describe("compareTools", () => {
  test("what is missed, told too much, and told under a condition", () => {
    const told = [tool("read"), tool("drop"), tool("admin", true), tool("write", true)];
    expect(compareTools(["write", "read", "list"], told)).toEqual({
      listed: 3,
      extracted: 4,
      found: 2,
      missed: ["list"],
      extra: ["drop"],
      conditional: ["admin"],
    });
  });

  test("a tool told twice counts once, and without a condition if one telling has none", () => {
    const { extra, conditional, extracted } = compareTools([], [tool("a", true), tool("a"), tool("b", true)]);
    expect({ extra, conditional, extracted }).toEqual({ extra: ["a"], conditional: ["b"], extracted: 2 });
  });

  test("names are parted without rest, whatever their order", () => {
    const name = fc.constantFrom("a", "b", "c", "d", "__proto__", "constructor");
    const told = fc.array(fc.record({ name, conditional: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(name), told, (listed, extracted) => {
        const all = compareTools(listed, extracted);
        expect(all.found + all.missed.length).toBe(all.listed);
        expect(all.found + all.extra.length + all.conditional.length).toBe(all.extracted);
        expect(compareTools([...listed].reverse(), [...extracted].reverse())).toEqual(all);
      }),
    );
  });
});

describe("totalsOf", () => {
  const named = (name: string, listed: readonly string[], told: readonly string[]) => ({
    name,
    comparison: compareTools(
      listed,
      told.map((each) => tool(each)),
    ),
  });

  test("recall over all weighs tools, the mean weighs servers", () => {
    const totals = totalsOf([named("big", ["a", "b", "c", "d"], ["a", "b", "c", "d"]), named("small", ["x"], ["y"])]);
    expect(totals).toMatchObject({ listed: 5, found: 4, missed: 1, extra: 1, recall: 0.8, meanRecall: 0.5 });
    expect(totals.worst).toEqual({ name: "small", recall: 0 });
    expect(totals.extraRatio).toBe(0.2);
  });

  test("a server without tools has no recall, and its extras count", () => {
    const totals = totalsOf([named("none", [], ["x"]), named("one", ["a"], ["a"])]);
    expect(totals).toMatchObject({ servers: 2, recall: 1, meanRecall: 1, extra: 1, extraRatio: 0.5 });
  });

  test("nothing at all is no success", () => {
    expect(totalsOf([])).toEqual({ servers: 0, listed: 0, found: 0, missed: 0, extra: 0, conditional: 0 });
    expect(shortfalls(totalsOf([]))).toHaveLength(2);
  });

  test("targets are reached at their value and missed below", () => {
    const base = { servers: 1, listed: 1, found: 1, missed: 0, extra: 0, conditional: 0 };
    expect(shortfalls({ ...base, recall: 0.95, meanRecall: 0.9, extraRatio: 0.05 })).toEqual([]);
    expect(shortfalls({ ...base, recall: 0.949, meanRecall: 0.899, extraRatio: 0.051 })).toHaveLength(3);
    expect(percent(0.94999)).toBe("94.9 %");
  });
});

describe("toolsIn", () => {
  const base = { anchor: "package/a", origin: "code", confidence: "high", locations: [] } as const;
  const toolFact = (name: string, value: Omit<ToolValue, "name">): Fact => {
    const id = `tool:package/a#${name}`;
    return { ...base, id, kind: "tool", key: name, value: { name, ...value } };
  };

  test("tools of servers, not skills; those registered at run time are conditional", () => {
    const facts = [
      toolFact("read", { form: "mcp", registration: "static" }),
      toolFact("page", { form: "function", registration: "dynamic" }),
      toolFact("admin", { form: "mcp", registration: "static", conditional: true }),
      toolFact("pdf", { form: "skill", registration: "static" }),
      { ...base, id: "opaque:source/a.js#x", kind: "opaque", key: "x", value: { reason: "minified" } } as Fact,
    ];
    expect(toolsIn(facts)).toEqual({
      tools: [tool("read"), tool("page", true), tool("admin", true)],
      opaque: ["package/a: minified"],
    });
  });
});

describe("readServers", () => {
  const path = fileURLToPath(new URL("../../scripts/tool-truth-servers.yaml", import.meta.url));

  test("the lists are long enough, exact, and hold nothing that looks like a secret", () => {
    const { servers, heldOut } = readServers(path);
    expect(servers.length).toBeGreaterThanOrEqual(20);
    expect(heldOut.length).toBeGreaterThanOrEqual(10);
    for (const { version, env } of [...servers, ...heldOut]) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?$/);
      for (const [name, value] of env) if (/TOKEN|KEY|SECRET|PASS/.test(name)) expect(value).toBe("made-up");
    }
  });

  test.each([
    ["an unknown key", "servers: [{ package: a, version: 1.0.0, arg: [x] }]\nheld-out: []\n", /Did you mean|'arg'/],
    ["no version", "servers: [{ package: a }]\nheld-out: []\n", /'version' is missing/],
    [
      "a package in both lists",
      "servers: [{ package: a, version: 1.0.0 }]\nheld-out: [{ package: a, version: 1.0.0 }]",
      /twice/,
    ],
  ])("%s is refused", (_what, text, message) => {
    expect(() => readServers("servers.yaml", text)).toThrow(message);
  });
});

describe("the table", () => {
  const rows: Row[] = [
    {
      name: "@a/server",
      version: "1.0.0",
      result: {
        comparison: compareTools(["x", "y"], [tool("x"), tool("z")]),
        extracted: { opaque: ["dist/a.js: minified"], partial: true, seconds: 1.25 },
      },
    },
    { name: "b", version: "2.0.0", result: { error: "it ended with 1" } },
  ];

  test("a row a server, columns in line", () => {
    const lines = tableOf(rows).split("\n");
    expect(lines).toHaveLength(4);
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
    expect(lines[2]!.split("|").map((cell) => cell.trim())).toEqual([
      "",
      "@a/server",
      "1.0.0",
      "2",
      "1",
      "1",
      "1",
      "0",
      "1",
      "50.0 %",
      "1.3 partial",
      "",
    ]);
    expect(lines[3]).toContain("–");
  });

  test("names and what was not asked are told", () => {
    expect(namesOf(rows)).toBe("@a/server\n  missed: y\n  extra: z\n  opaque: dist/a.js: minified");
    const totals = totalsOf([{ name: "@a/server", comparison: compareTools(["x", "y"], [tool("x"), tool("z")]) }]);
    expect(summaryOf(totals, rows)).toContain("not asked: b: it ended with 1");
  });
});

describe("listTools", () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-tool-truth-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A server whose answer to each method is the body of a function of the message. */
  function server(name: string, body: string): ServerCommand {
    const program = join(folder, `${name}.mjs`);
    const lines = [
      'import { createInterface } from "node:readline";',
      'import { spawn } from "node:child_process";',
      "const say = (message) => console.log(JSON.stringify({ jsonrpc: '2.0', ...message }));",
      "const answer = (message) => {",
      body,
      "};",
      'createInterface({ input: process.stdin }).on("line", (line) => answer(JSON.parse(line)));',
    ];
    writeFileSync(program, lines.join("\n"));
    return { file: process.execPath, args: [program], cwd: folder, env: {} };
  }

  const started = "if (message.method === 'initialize') { say({ id: message.id, result: {} }); }";

  test("all pages are asked for, noise is passed over, and requests are refused", async () => {
    const command = server(
      "pages",
      `${started}
      if (message.method === "notifications/initialized") { console.log("ready"); say({ id: 7, method: "roots/list" }); }
      if (message.id === 7 && message.error?.code !== -32601) process.exit(3);
      if (message.method !== "tools/list") return;
      const page = Number(message.params.cursor ?? 0);
      say({ id: message.id, result: { tools: [{ name: "t" + page }], ...(page < 2 ? { nextCursor: String(page + 1) } : {}) } });`,
    );
    await expect(listTools(command, 30)).resolves.toEqual(["t0", "t1", "t2"]);
  });

  test("a list that changes is asked for again", async () => {
    const command = server(
      "changes",
      `${started}
      if (message.method !== "tools/list") return;
      const tools = globalThis.more ? [{ name: "early" }, { name: "late" }] : [{ name: "early" }];
      say({ id: message.id, result: { tools } });
      if (!globalThis.more) setTimeout(() => { globalThis.more = true; say({ method: "notifications/tools/list_changed" }); }, 50);`,
    );
    await expect(listTools(command, 30)).resolves.toEqual(["early", "late"]);
  });

  test("what a server started ends with it", async () => {
    const beat = join(folder, "beat");
    const command = server(
      "child",
      `${started}
      if (message.method !== "tools/list") return;
      const beat = 'setInterval(() => require("fs").writeFileSync(process.argv[1], String(Date.now())), 20)';
      spawn(process.execPath, ["-e", beat, ${JSON.stringify(beat)}], { stdio: "ignore" });
      setTimeout(() => say({ id: message.id, result: { tools: [] } }), 500);`,
    );
    await expect(listTools(command, 30)).resolves.toEqual([]);
    await wait(100);
    const last = readFileSync(beat, "utf8");
    await wait(200);
    expect(readFileSync(beat, "utf8")).toBe(last);
  });

  test("a server that ends, refuses or is silent is told with its words", async () => {
    const ends = server("ends", 'process.stderr.write("no key"); process.exit(3);');
    await expect(listTools(ends, 30)).rejects.toThrow(/ended with 3\nno key/);
    const refuses = server("refuses", "say({ id: message.id, error: { code: -1, message: 'who are you' } });");
    await expect(listTools(refuses, 30)).rejects.toThrow(/initialize was refused.*who are you/);
    await expect(listTools(server("silent", ""), 1)).rejects.toThrow(/within 1 s/);
    const absent = { ...ends, file: join(folder, "absent") };
    await expect(listTools(absent, 30)).rejects.toThrow(/ENOENT/);
  });
});
