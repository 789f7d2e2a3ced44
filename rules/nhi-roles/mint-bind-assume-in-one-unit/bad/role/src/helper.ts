import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

const iam = new IAMClient({});
const sts = new STSClient({});

export async function helper(name: string, policy: string) {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(own) }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: policy }));
  await settle();
  // ruleid: mint-bind-assume-in-one-unit
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: "helper" }));
  return Credentials;
}
