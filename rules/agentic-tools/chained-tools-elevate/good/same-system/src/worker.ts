import { note, ticketOf } from "./desk.ts";

export async function onTicket(id: number): Promise<void> {
  const ticket = await ticketOf(id);
  await note(id, `${ticket.requester.name} asks for ${ticket.custom_fields[1].value}`);
}
