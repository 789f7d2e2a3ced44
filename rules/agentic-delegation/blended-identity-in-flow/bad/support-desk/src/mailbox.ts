import { google } from "googleapis";

export class Mailbox {
  readonly #gmail;
  constructor(token: string) {
    const client = new google.auth.OAuth2();
    client.setCredentials({ access_token: token });
    this.#gmail = google.gmail({ version: "v1", auth: client });
  }

  async searchNewest(q: string) {
    const found = await this.#gmail.users.messages.list({ userId: "me", q, maxResults: 1 });
    return found.data.messages[0];
  }
}
