import { requestOf } from "./desk.ts";
import { join } from "./groups.ts";

export async function onTicket(ticket: number): Promise<string> {
  const request = await requestOf(ticket);
  await join(request.email, request.group);
  return `Done: ${request.subject}`;
}
