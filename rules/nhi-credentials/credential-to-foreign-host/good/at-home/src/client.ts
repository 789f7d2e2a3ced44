const endpoint = "https://api.anthropic.com/v1/messages";

export class Client {
  constructor(private readonly key: string | undefined) {}

  async ask(prompt: string) {
    return fetch(endpoint, { method: "POST", headers: { "x-api-key": `${this.key}` }, body: JSON.stringify({ prompt }) });
  }
}
