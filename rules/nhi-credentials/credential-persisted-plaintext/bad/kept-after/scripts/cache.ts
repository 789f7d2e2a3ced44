import { existsSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const tokenFile = join(home, ".tool", "token");

// Written beside, and moved to where it stays.
export function save(token: { access_token: string }) {
  const part = `${tokenFile}.part`;
  try {
    // ruleid: credential-persisted-plaintext
    writeFileSync(part, token.access_token);
    renameSync(part, tokenFile);
  } finally {
    rmSync(part, { force: true });
  }
}

// The old one goes, the new one stays.
export function replace(answer: { refresh_token: string }) {
  rmSync(tokenFile, { force: true });
  // ruleid: credential-persisted-plaintext
  writeFileSync(tokenFile, answer.refresh_token);
  unlinkSync(`${tokenFile}.lock`);
}

// What signs out removes it, whenever that is.
export function signIn(answer: { access_token: string }) {
  // ruleid: credential-persisted-plaintext
  writeFileSync(tokenFile, answer.access_token);
}

export function signOut() {
  if (existsSync(tokenFile)) unlinkSync(tokenFile);
}
