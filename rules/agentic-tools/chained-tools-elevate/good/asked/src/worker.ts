import { AddUserToGroupCommand, IAMClient } from "@aws-sdk/client-iam";
import { requestOf } from "./desk.ts";
import { askOwner } from "./owner.ts";

const iam = new IAMClient({});

export async function onTicket(ticket: number): Promise<void> {
  const { email, group } = await requestOf(ticket);
  if (!(await askOwner(email, group))) return;
  await iam.send(new AddUserToGroupCommand({ UserName: email, GroupName: group }));
}
