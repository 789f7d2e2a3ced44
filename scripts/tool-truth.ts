import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { listTools, offlinePrefix, type ServerCommand } from "./tool-truth-ask.ts";
import { compareTools, shortfalls, totalsOf } from "./tool-truth-compare.ts";
import { extractTools } from "./tool-truth-extract.ts";
import { installServer } from "./tool-truth-install.ts";
import { readServers, type ServerEntry } from "./tool-truth-servers.ts";
import { namesOf, summaryOf, tableOf, type Row } from "./tool-truth-table.ts";

const usage = `usage: npm run tool-truth -- [--folder DIR] [--held-out] [--only TEXT] [--json FILE] [--seconds N] [--max-file-size BYTES]

Installs published servers, asks each for its tools, and compares with what the inventory extracts without running it.

  --folder DIR     where servers are installed, and kept for the next run (default: a temporary folder)
  --held-out       the servers that the engine was not made with; differences are counted, and named in the JSON alone
  --only TEXT      only servers whose package holds TEXT
  --json FILE      write everything to a file
  --seconds N      how long a server may take to list its tools (default: 60)
  --max-file-size  as for the inventory
`;

const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    "held-out": { type: "boolean", default: false },
    only: { type: "string", default: "" },
    json: { type: "string" },
    seconds: { type: "string", default: "60" },
    "max-file-size": { type: "string" },
  },
});

const lists = readServers(fileURLToPath(new URL("tool-truth-servers.yaml", import.meta.url)));
const servers = lists[values["held-out"] ? "heldOut" : "servers"].filter((server) =>
  server.package.includes(values.only),
);
if (servers.length === 0) {
  console.error(usage);
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(2));

const isKept = values.folder !== undefined;
const folder = isKept ? resolve(values.folder!) : mkdtempSync(join(tmpdir(), "countersign-tool-truth-"));
mkdirSync(folder, { recursive: true });
if (!isKept) process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const prefix = offlinePrefix();
const flags = values["max-file-size"] === undefined ? [] : ["--max-file-size", values["max-file-size"]];
const rows: Row[] = [];
for (const server of servers) {
  console.error(`${server.package} ${server.version}`);
  const { package: name, version } = server;
  rows.push({ name, version, result: await resultOf(server).catch(reasonOf) });
}

const known = rows.flatMap(({ name, result }) => ("error" in result ? [] : [{ name, ...result }]));
const totals = totalsOf(known);
const short = shortfalls(totals);
console.log(tableOf(rows));
if (!values["held-out"]) console.log(`\n${namesOf(rows)}`);
console.log(`\n${summaryOf(totals, rows)}`);
if (prefix.length === 0)
  console.log("the servers had the network of this machine: no way was found to keep it from them");
for (const line of short) console.log(`target missed: ${line}`);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ totals, shortfalls: short, rows }, null, 1)}\n`);
process.exitCode = short.length > 0 || known.length < rows.length ? 1 : 0;

async function resultOf(server: ServerEntry): Promise<Row["result"]> {
  const { folder: own, packages, command } = installServer(server, folder);
  const [listed, { tools, ...extracted }] = await Promise.all([
    listTools(offline(command), Number(values.seconds)),
    extractTools(packages, flags),
  ]);
  if (!isKept) rmSync(own, { recursive: true, force: true });
  return { comparison: compareTools(listed, tools), extracted };
}

function offline(command: ServerCommand): ServerCommand {
  const [file, ...words] = [...prefix, command.file, ...command.args];
  return { ...command, file: file!, args: words };
}

function reasonOf(error: unknown): Row["result"] {
  return { error: error instanceof Error ? error.message : String(error) };
}
