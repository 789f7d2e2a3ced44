import { Redis } from "ioredis";

export class Prompts {
  readonly #redis = new Redis();

  current() {
    return this.#redis.get("support:system_prompt");
  }

  async replace(text: string) {
    // ruleid: feedback-updates-prompt-unreviewed
    await this.#redis.set("support:system_prompt", text);
  }
}
