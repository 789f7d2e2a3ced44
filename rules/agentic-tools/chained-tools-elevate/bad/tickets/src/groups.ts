import { AddUserToGroupCommand, IAMClient } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function join(person: string, group: string): Promise<void> {
  // ruleid: chained-tools-elevate
  await iam.send(new AddUserToGroupCommand({ UserName: person, GroupName: group }));
}
