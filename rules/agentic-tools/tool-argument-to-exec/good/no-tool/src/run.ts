import { exec } from "node:child_process";
import type { Database } from "better-sqlite3";

// What a person writes on the command line of the project is theirs to run.
export function runScript({ script }: { script: string }) {
  // ok: tool-argument-to-exec
  return exec(script);
}

export const migrate = (db: Database, { sql }: { sql: string }) => {
  // ok: tool-argument-to-exec
  db.exec(sql);
};
