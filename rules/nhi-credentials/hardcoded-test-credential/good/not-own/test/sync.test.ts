import { sync } from "../src/sync.js";

// What a service issued is good wherever it stands.
// ok: hardcoded-test-credential
const ledgerToken = "«{AN:40}»";

await sync({ token: ledgerToken });
