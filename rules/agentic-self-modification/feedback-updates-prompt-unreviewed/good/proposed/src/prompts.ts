import { Redis } from "ioredis";
import { reviews } from "./reviews";

export class Prompts {
  readonly #redis = new Redis();

  current() {
    return this.#redis.get("support:system_prompt");
  }

  async propose(text: string) {
    await reviews.create({ kind: "prompt", proposed: text, status: "pending" });
  }
}
