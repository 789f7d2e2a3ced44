import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export class Library {
  async propose(name: string, steps: string) {
    const folder = join("proposals", name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "PROPOSAL.md"), steps);
  }
}
