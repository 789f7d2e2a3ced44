import { anthropicKey } from "./config";
import { Metrics } from "./metrics";

const metrics = new Metrics(anthropicKey);

export async function run(tokens: number) {
  await metrics.record(tokens);
}
