import { auth } from "./session";
import { Mailbox } from "./mailbox";
import { openTicket } from "./tickets";
import { canOpenTicketFor } from "./policy";

export async function POST(request: Request) {
  const session = await auth(request);
  const complaint = await new Mailbox(session.user.googleAccessToken).searchNewest("subject:refund");
  if (!(await canOpenTicketFor(session.user, complaint))) return new Response(null, { status: 403 });
  await openTicket(session.user.email, complaint.snippet);
  return Response.json({ ok: true });
}
