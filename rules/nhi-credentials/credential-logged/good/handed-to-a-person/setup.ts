import { createInterface } from "node:readline/promises";
import { exchange } from "./exchange";

export async function runSetup(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const code = await terminal.question("Code: ");
  const tokens = await exchange(code);
  console.log("=== Setup complete ===");
  console.log("Add these environment variables to your MCP server configuration:\n");
  // ok: credential-logged
  console.log(`  MAIL_CLIENT_SECRET=${process.env.MAIL_CLIENT_SECRET}`);
  // ok: credential-logged
  console.log(`  MAIL_REFRESH_TOKEN=${tokens.refresh_token}`);
  terminal.close();
}
