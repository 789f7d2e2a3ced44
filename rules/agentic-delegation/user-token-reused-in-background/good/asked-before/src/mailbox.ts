import { google } from "googleapis";

export class Mailbox {
  readonly #gmail;
  constructor(kept: string) {
    const client = new google.auth.OAuth2(process.env.GOOGLE_CLIENT_ID, process.env.GOOGLE_CLIENT_SECRET);
    client.setCredentials({ refresh_token: kept });
    this.#gmail = google.gmail({ version: "v1", auth: client });
  }

  async unread() {
    const found = await this.#gmail.users.messages.list({ userId: "me", q: "is:unread" });
    return found.data.messages ?? [];
  }

  async answer(threadId: string, text: string) {

    await this.#gmail.users.messages.send({ userId: "me", requestBody: { threadId, raw: text } });
  }
}
