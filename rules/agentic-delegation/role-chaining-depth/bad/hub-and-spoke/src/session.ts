import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

const region = "eu-central-1";

export async function spokeSession(hubArn: string, spokeArn: string) {
  const { Credentials: hub } = await new STSClient({ region }).send(
    new AssumeRoleCommand({ RoleArn: hubArn, RoleSessionName: "reporting" }),
  );
  const inHub = new STSClient({
    region,
    credentials: {
      accessKeyId: hub!.AccessKeyId!,
      secretAccessKey: hub!.SecretAccessKey!,
      sessionToken: hub!.SessionToken!,
    },
  });
  const command = new AssumeRoleCommand({ RoleArn: spokeArn, RoleSessionName: "reporting" });
  // ruleid: role-chaining-depth
  return inHub.send(command);
}
