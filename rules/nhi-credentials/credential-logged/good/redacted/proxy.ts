import { maskHeaders } from "./mask.js";

export async function ask(url: string) {
  const headers = { authorization: `Bearer ${process.env.DESK_API_KEY}` };
  // ok: credential-logged
  console.debug("asks with", maskHeaders(headers));
  return fetch(url, { headers });
}
