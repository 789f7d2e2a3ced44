import { signIn } from "./accounts.ts";

export async function stream(device: string): Promise<Response> {
  // The program signs in by itself: the name alone makes no caller of a server.
  const authInfo = await signIn();
  const headers = { authorization: `Bearer ${authInfo.token}` };
  // ok: mcp-token-passthrough
  return fetch(`https://cameras.example.com/v1/${device}/stream`, { headers });
}
