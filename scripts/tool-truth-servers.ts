import { readFileSync } from "node:fs";
import { readSource, type SourceNode } from "#rule/source.ts";

/** A published server whose tools are known by running it. */
export interface ServerEntry {
  readonly package: string;
  readonly version: string;
  /** Which of the package's programs is the server, where it has several. */
  readonly bin?: string;
  /** What the program is started with; `{home}` stands for an empty folder. */
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  /** Further packages of its installation that hold tools of it, and are scanned along. */
  readonly scan: readonly string[];
  /** Files below `node_modules` that load what only an install script builds: empty modules take their place. */
  readonly stubs: readonly string[];
  /** What its tools depend on. */
  readonly note?: string;
}

/** The servers that the engine is made with, and those that it is only measured with. */
export interface ServerLists {
  readonly servers: readonly ServerEntry[];
  readonly heldOut: readonly ServerEntry[];
}

const keys = ["package", "version", "bin", "args", "env", "scan", "stubs", "note"];

/** Reads the lists. Throws a `UserError` for what is missing, unknown or named twice. */
export function readServers(path: string, text: string = readFileSync(path, "utf8")): ServerLists {
  const file = readSource(path, text).only(["servers", "held-out"]);
  const seen = new Set<string>();
  const list = (name: string) =>
    file
      .need(name)
      .items()
      .map((item) => {
        const entry = serverEntry(item.only(keys));
        if (seen.has(entry.package)) throw item.error(`'${entry.package}' is listed twice`);
        seen.add(entry.package);
        return entry;
      });
  return { servers: list("servers"), heldOut: list("held-out") };
}

function serverEntry(item: SourceNode): ServerEntry {
  const texts = (key: string) => item.get(key)?.texts() ?? [];
  const bin = item.get("bin")?.text();
  const note = item.get("note")?.text();
  const env = item.get("env")?.entries() ?? [];
  return {
    package: item.need("package").text(),
    version: item.need("version").text(),
    ...(bin === undefined ? {} : { bin }),
    args: texts("args"),
    env: new Map(env.map(([name, value]) => [name, value.text()])),
    scan: texts("scan"),
    stubs: texts("stubs"),
    ...(note === undefined ? {} : { note }),
  };
}
