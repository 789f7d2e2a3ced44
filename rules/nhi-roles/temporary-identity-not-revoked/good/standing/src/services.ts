import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";

// The role of a service that stays, whatever its name begins with.
export async function setUp(AssumeRolePolicyDocument: string) {
  const command = new CreateRoleCommand({ RoleName: "job-runner", AssumeRolePolicyDocument });
  await new IAMClient({}).send(command);
}
