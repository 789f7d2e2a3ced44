import { writeFileSync } from "node:fs";

export function keep(answer: { access_token: string; refresh_token: string }): void {
  const login = { inner: answer.access_token, plan: "free" };
  // ruleid: credential-persisted-plaintext
  writeFileSync("login", login.inner);
  writeFileSync("plan", login.plan);
}

export class Store {
  held = "";

  take(answer: { access_token: string }): void {
    this.held = answer.access_token;
    // ruleid: credential-persisted-plaintext
    writeFileSync("held", this.held);
  }
}

export class Login {
  inner = process.env.DESK_API_KEY;

  save(): void {
    // ruleid: credential-persisted-plaintext
    writeFileSync("inner", this.inner);
  }
}
