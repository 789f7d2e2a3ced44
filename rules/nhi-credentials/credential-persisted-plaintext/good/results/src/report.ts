import fs from "node:fs";

const token = process.env.TRACKER_TOKEN;

class Sessions {
  private state = {};

  private async refreshToken(name: string) {
    return (await fetch(`https://tracker.example/refresh/${name}`)).status;
  }

  async renew(name: string) {
    this.state = { name, status: await this.refreshToken(name) };
    // ok: credential-persisted-plaintext
    fs.writeFileSync("state.json", JSON.stringify(this.state));
  }
}

export const sessions = new Sessions();

export async function report(theme: string) {
  const answer = await fetch("https://tracker.example/issues", { headers: { Authorization: `Bearer ${token}` } });
  const issues = await answer.json();
  // ok: credential-persisted-plaintext
  fs.writeFileSync("issues.json", JSON.stringify(issues, null, 2));
  // ok: credential-persisted-plaintext
  fs.writeFileSync("env.sample", "TRACKER_TOKEN=\n");
  // ok: credential-persisted-plaintext
  localStorage.setItem("theme", theme);
}
