import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A file of a corpus, its name relative to the corpus. */
interface TextFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The files below a folder that hold no NUL, in the order of their names; links and `.git` are passed over. */
export function* textFiles(root: string): Generator<TextFile> {
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== ".git") waiting.push(path);
      if (!entry.isFile()) continue;
      const bytes = readFileSync(path);
      if (!bytes.includes(0)) yield { name: relative(root, path).split(sep).join("/"), bytes };
    }
  }
}
