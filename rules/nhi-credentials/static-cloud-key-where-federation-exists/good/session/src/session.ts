import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

export async function clientFor(task: string) {
  const role = new AssumeRoleCommand({ RoleArn: process.env.ROLE_ARN, RoleSessionName: task, DurationSeconds: 900 });
  const { Credentials } = await new STSClient({}).send(role);
  // ok: static-cloud-key-where-federation-exists
  return new S3Client({
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    },
  });
}
