import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll } from "vitest";
import { compileKnowledge } from "../scripts/compile-knowledge.ts";
import { defaultConfig } from "#config.ts";
import type { FilePlace } from "#file-place.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Report } from "#model/report.ts";
import { scan, type ScanRequest } from "#scan.ts";

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder with these files, removed when the test file ends. */
export function makeTree(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), "countersign-"));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

let compiled: Knowledge | undefined;

/** The data of the project, compiled once a test file. */
export function knowledge(): Knowledge {
  compiled ??= compileKnowledge("rules");
  return compiled;
}

/** What a scan of a place is asked for, everything shown. */
export function requestFor(place: FilePlace): ScanRequest {
  return {
    place,
    include: [],
    config: defaultConfig,
    rules: knowledge().rules,
    knowledge: knowledge(),
    threshold: { severity: "info", confidence: "low" },
    today: "2026-01-01",
    fullRun: true,
    limits: { maxFileSize: 1_048_576, maxFiles: 100_000, deadline: Infinity, jobs: 1 },
    version: "0.0.0",
    searchPath: process.env["PATH"] ?? "",
  };
}

/** Scans a folder in this process, everything shown. */
export function scanFolder(root: string, more: Partial<ScanRequest> = {}): Promise<Report> {
  return scan({ ...requestFor({ kind: "folder", root }), ...more });
}

/** Scans a tree that exists only for this. */
export function scanTree(
  files: Readonly<Record<string, string | Buffer>>,
  more: Partial<ScanRequest> = {},
): Promise<Report> {
  return scanFolder(makeTree(files), more);
}

/** What a run of the built binary gave. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const binary = resolve("bin/countersign.js");

/** Runs the built binary with an environment that says nothing about terminals, agents or colour. */
export function countersign(
  argv: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Run {
  const { PATH = "", HOME = "" } = process.env;
  const run = spawnSync(process.execPath, [binary, ...argv], {
    cwd: options.cwd ?? process.cwd(),
    env: { PATH, HOME, ...options.env },
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    timeout: 240_000,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
