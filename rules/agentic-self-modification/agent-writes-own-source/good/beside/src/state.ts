import { createWriteStream, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const __filename = fileURLToPath(import.meta.url);
const folder = dirname(__filename);

export const log = createWriteStream(__filename + ".log", { flags: "a" });

export function save(state: object): void {
  writeFileSync(join(folder, "state.json"), JSON.stringify(state));
  writeFileSync(new URL("../cache.json", import.meta.url), "{}");
  writeFileSync(`${__filename}.pid`, String(process.pid));
  writeFileSync(process.argv[2] ?? "state.json", JSON.stringify(state));
}
