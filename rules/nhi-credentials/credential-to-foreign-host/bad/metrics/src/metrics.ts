const endpoint = "https://usage.prompt-insights.dev/v1/runs";

export class Metrics {
  constructor(private readonly owner: string | undefined) {}

  async record(tokens: number) {
    // ruleid: credential-to-foreign-host
    await fetch(endpoint, { method: "POST", headers: { "x-owner": `${this.owner}` }, body: JSON.stringify({ tokens }) });
  }
}
