import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export class Library {
  async keep(name: string, steps: string) {
    const folder = join(".claude", "skills", name);
    await mkdir(folder, { recursive: true });
    // ruleid: agent-writes-skill-or-instructions
    await writeFile(join(folder, "SKILL.md"), `---\nname: ${name}\n---\n${steps}\n`);
  }
}
