import { expect, it } from "vitest";
import { settings } from "../src/settings.js";

it("keeps what was encrypted", () => {
  expect(settings("ledger")).toEqual({
    user: "ledger",
    // ok: hardcoded-password
    password: "«Winter-{D:4}!»",
    // ok: hardcoded-password
    backupPassword: "ENC[PKCS7,«{AN:40}»]",
  });
});
