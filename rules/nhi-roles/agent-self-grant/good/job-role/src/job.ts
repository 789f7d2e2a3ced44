import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const iam = new IAMClient({});

export async function roleForJob(trust: string) {
  const { UserId } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  const role = ["job", UserId].join("-");
  await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: trust }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }));
}
