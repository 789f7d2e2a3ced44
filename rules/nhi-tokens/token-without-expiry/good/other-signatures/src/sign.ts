import { createSign } from "node:crypto";

export function signFile(bytes: Buffer, key: string): string {
  // ok: token-without-expiry
  return createSign("sha256").update(bytes).sign(key, "base64");
}

export const wallet = {
  // ok: token-without-expiry
  approve: (signer: { sign: (what: object, key: string) => string }, key: string) => signer.sign({ amount: 5 }, key),
};
