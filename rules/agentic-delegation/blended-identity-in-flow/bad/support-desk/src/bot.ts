import { auth } from "./session";
import { Mailbox } from "./mailbox";
import { openTicket } from "./tickets";

export async function POST(request: Request) {
  const session = await auth(request);
  const mailbox = new Mailbox(session.user.googleAccessToken);
  const complaint = await mailbox.searchNewest("subject:refund");
  await openTicket(session.user.email, complaint.snippet);
  return Response.json({ ok: true });
}
