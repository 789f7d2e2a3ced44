import { readFile } from "node:fs/promises";

// ok: remote-prompt-unpinned
export const instructions = () => readFile(new URL("./instructions.md", import.meta.url), "utf8");
