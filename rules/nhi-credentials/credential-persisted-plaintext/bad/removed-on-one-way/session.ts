import { existsSync, unlinkSync, writeFileSync } from "node:fs";

const sessionFile = "/var/lib/desk/session";

export function remember(isOn: boolean) {
  if (isOn) {
    // ruleid: credential-persisted-plaintext
    writeFileSync(sessionFile, process.env.DESK_REFRESH_TOKEN!);
  } else {
    unlinkSync(sessionFile);
  }
}

export function renew(file: string) {
  if (existsSync(file)) unlinkSync(file);
  // ruleid: credential-persisted-plaintext
  writeFileSync(file, process.env.DESK_ACCESS_TOKEN!);
  if (!usable(file)) unlinkSync(file);
}
