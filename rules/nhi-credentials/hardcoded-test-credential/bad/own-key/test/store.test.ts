import { expect, it } from "vitest";
import { open, seal } from "../src/store.js";

// ruleid: hardcoded-test-credential
const ENCRYPTION_KEY = "«{AN:43}=»";

it("opens what it sealed", () => expect(open(seal("ledger", ENCRYPTION_KEY), ENCRYPTION_KEY)).toBe("ledger"));
