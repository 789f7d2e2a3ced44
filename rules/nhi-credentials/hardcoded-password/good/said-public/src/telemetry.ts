// This is NOT a secret: it stands in every copy of the program, and only tells its events from a stranger's.
// ok: hardcoded-password
const SIGNING_KEY = "ledger-events-v0.8!";

export const queue = {
  // ok: hardcoded-password
  sharedSecret: "open-to-all-2!", // public by design
  // ok: hardcoded-password
  CATALOG_KEY: "6a09e667-bb67-4e3c-8d3d-20e5b6f14a21",
  // ok: hardcoded-password
  stepPass: "plan-execute:step-1:done",
};

export const sign = (text: string) => `${SIGNING_KEY}:${text}`;
