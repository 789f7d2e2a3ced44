import { mkdir, writeFile } from "node:fs/promises";

interface Kept {
  token: string;
  until: number;
}

async function save(kept: Kept) {
  await mkdir(".cache", { recursive: true });
  // ruleid: credential-persisted-plaintext
  await writeFile(".cache/session.json", JSON.stringify(kept), "utf8");
}

export async function signIn(url: string, body: URLSearchParams) {
  const answer = await (await fetch(url, { method: "POST", body })).json();
  await save({ token: answer.access_token, until: Date.now() + answer.expires_in * 1000 });
}
