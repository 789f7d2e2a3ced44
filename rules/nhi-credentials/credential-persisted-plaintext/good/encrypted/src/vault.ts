import { createCipheriv, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";

function seal(text: string, key: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

export function keep(key: Buffer) {
  // ok: credential-persisted-plaintext
  writeFileSync("vault.bin", seal(process.env.PAYMENTS_API_KEY ?? "", key));
}
