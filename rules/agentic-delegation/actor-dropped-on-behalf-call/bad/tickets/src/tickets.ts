import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { ticketsOf } from "./clients";

const sts = new STSClient({});

export async function closeTicket(user: { id: string }, ticket: string) {
  // ruleid: actor-dropped-on-behalf-call
  const session = await sts.send(new AssumeRoleCommand({ RoleArn: process.env.DESK_ROLE, RoleSessionName: "desk-bot" }));
  await ticketsOf(session.Credentials!).close(ticket);
}
