import { WebClient } from "@slack/web-api";
import { WorkOS } from "@workos-inc/node";

// Each workspace has its own, which is given with each call.
export const slack = new WebClient(undefined);
export const workos = new WorkOS("your-api-key");
