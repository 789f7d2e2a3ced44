import { writeFile } from "node:fs/promises";
import keytar from "keytar";

export async function keep(answer: { access_token: string; refresh_token: string; expires_in: number }) {
  await keytar.setPassword("calendar", "refresh", answer.refresh_token);
  // ok: credential-persisted-plaintext
  await writeFile(".cache/until.json", JSON.stringify({ until: Date.now() + answer.expires_in * 1000 }));
}
