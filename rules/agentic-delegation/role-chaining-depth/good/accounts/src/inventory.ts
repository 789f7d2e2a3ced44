import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

const sts = new STSClient({});

export async function eachAccount(ids: string[]) {
  const sessions = [];
  for (const id of ids) {
    const answer = await sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${id}:role/inventory-reader`, RoleSessionName: "inventory" }),
    );
    sessions.push(answer.Credentials);
  }
  return sessions;
}
