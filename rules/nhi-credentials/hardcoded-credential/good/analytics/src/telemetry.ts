import { Analytics } from "@segment/analytics-node";

// ok: hardcoded-credential
const DEV_WRITE_KEY = "«{AN:32}»";

// As in https://github.com/acme/ledger/blob/main/src/telemetry.ts#L12
export const telemetry = new Analytics({ writeKey: DEV_WRITE_KEY });
