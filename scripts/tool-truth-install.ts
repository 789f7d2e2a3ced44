import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ServerCommand } from "./tool-truth-ask.ts";
import type { ServerEntry } from "./tool-truth-servers.ts";

/** A server on disk. */
export interface Installed {
  /** Made for it alone. */
  readonly folder: string;
  /** Its own package first, then those that are scanned along. */
  readonly packages: readonly string[];
  /** How it is started. */
  readonly command: ServerCommand;
}

/** Milliseconds for one installation. */
const mostTime = 600_000;

/**
 * Installs a server below a folder, unless it is there. No script of any package runs. Throws an `Error` where the
 * registry or the package does not have what the list says.
 */
export function installServer(server: ServerEntry, below: string): Installed {
  const folder = join(below, server.package.replace(/^@/, "").replaceAll("/", "+"));
  const modules = join(folder, "node_modules");
  const own = join(modules, server.package);
  // npm writes this file last.
  const isWhole = existsSync(join(modules, ".package-lock.json"));
  if (!isWhole || manifestOf(own)?.version !== server.version) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    npmInstall(folder, `${server.package}@${server.version}`);
  }
  for (const stub of server.stubs) writeFileSync(join(modules, stub), "module.exports = {};\n");
  const packages = [own, ...server.scan.map((name) => join(modules, name))];
  const absent = packages.find((path) => !existsSync(path));
  if (absent !== undefined) throw new Error(`${absent} is not installed`);
  return { folder, packages, command: commandOf(server, folder, own) };
}

function npmInstall(folder: string, wanted: string): void {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const words = ["install", "--ignore-scripts", "--omit=dev", ...quiet, "--prefix", folder, wanted];
  const run = spawnSync("npm", words, { cwd: folder, encoding: "utf8", timeout: mostTime });
  if (run.status !== 0) throw new Error(`npm install failed: ${run.stderr.slice(0, 600)}`);
}

interface Manifest {
  readonly version?: string;
  readonly bin?: string | Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : undefined;
}

/** Each start has an empty home folder, and nothing of the environment but the path. */
function commandOf(server: ServerEntry, folder: string, own: string): ServerCommand {
  const home = join(folder, "home");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  return {
    file: process.execPath,
    args: [programOf(server, own), ...server.args.map((word) => word.replaceAll("{home}", home))],
    cwd: home,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
      HOME: home,
      ...Object.fromEntries(server.env),
    },
  };
}

function programOf({ package: name, bin }: ServerEntry, own: string): string {
  const bins = manifestOf(own)?.bin ?? {};
  const programs = new Map(typeof bins === "string" ? [[name, bins]] : Object.entries(bins));
  const wanted = bin ?? (programs.size === 1 ? [...programs.keys()][0]! : undefined);
  const path = wanted === undefined ? undefined : programs.get(wanted);
  if (path === undefined) throw new Error(`which program? ${name} has: ${[...programs.keys()].join(", ")}`);
  return join(own, path);
}
