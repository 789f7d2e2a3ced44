import { runLine } from "./shell";

export class Releases {
  async publish(version: string): Promise<void> {
    await runLine(`make release VERSION=${version}`);
  }
}
