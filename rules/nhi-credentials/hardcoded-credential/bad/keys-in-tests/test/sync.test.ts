import { expect } from "vitest";
import { sync } from "../src/sync.js";

// ruleid: hardcoded-credential
const ledgerToken = "«{AN:40}»";
// ok: hardcoded-credential
const ENCRYPTION_KEY = "«{AN:43}=»";

// ok: hardcoded-credential
expect(await sync({ token: ledgerToken, key: ENCRYPTION_KEY })).toEqual({ cursorToken: "«{AN:32}»" });
