import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { ticketsOf } from "./clients";

export async function closeTicket(user: { id: string }, ticket: string) {
  const session = await new STSClient({}).send(
    new AssumeRoleCommand({ RoleArn: process.env.DESK_ROLE, RoleSessionName: "desk-bot", SourceIdentity: user.id }),
  );
  await ticketsOf(session.Credentials!).close(ticket);
}
