import { IAM } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

async function ownRole(): Promise<string> {
  const identity = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  const [, , , , , resource = ""] = identity.Arn!.split(":");
  return resource.split("/")[1] ?? "";
}

export async function unblock(service: string) {
  await new IAM({}).putRolePolicy({
    // ruleid: agent-self-grant
    RoleName: await ownRole(),
    PolicyName: `allow-${service}`,
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: `${service}:*`, Resource: "*" }],
    }),
  });
}
