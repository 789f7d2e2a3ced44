import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

// The caller made the folder, and removes it.
function importKey(home) {
  const key = process.env.REPO_SIGNING_PRIVATE_KEY;
  const keyPath = resolve(home, "signing-key.asc");
  writeFileSync(keyPath, key);
  execFileSync("gpg", ["--homedir", home, "--batch", "--import", keyPath]);
  return "imported";
}

function describe(home) {
  return `keys in ${home}`;
}

export function signRelease(release) {
  const home = mkdtempSync(join(tmpdir(), "repo-gpg-"));
  let key = "";
  try {
    if (release) {
      key = importKey(home);
    }
    execFileSync("gpg", ["--homedir", home, "--clearsign", release]);
    return key + describe(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
