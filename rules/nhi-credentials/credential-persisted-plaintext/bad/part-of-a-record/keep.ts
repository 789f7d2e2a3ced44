import { writeFileSync } from "node:fs";

interface Answer {
  access_token: string;
  expires_in: number;
}

export function keep(answer: Answer): void {
  const record = { login: { token: answer.access_token, host: "desk.example" }, ends: answer.expires_in };
  // ruleid: credential-persisted-plaintext
  writeFileSync("login.json", JSON.stringify(record.login.token));
  // ok: credential-persisted-plaintext
  writeFileSync("host.txt", record.login.host);
}
