import { createClient } from "./billing-client.js";

const settings = {
  region: process.env.BILLING_REGION ?? "eu-central-1",
  apiKey: process.env.BILLING_API_KEY,
};

export async function boot() {
  console.info("region", settings.region);
  // ruleid: credential-logged
  console.debug("starting with", settings);
  return createClient(settings);
}
