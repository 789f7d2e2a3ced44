import { copyFileSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(import.meta.url);

export const digest = () => createHash("sha256").update(readFileSync(program)).digest("hex");
export const backUp = (folder) => copyFileSync(program, `${folder}/version.mjs.bak`);

if (process.argv[1] === program) console.log(digest());
