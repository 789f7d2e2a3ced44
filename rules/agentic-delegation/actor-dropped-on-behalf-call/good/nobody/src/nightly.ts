import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

// The job acts for nobody but itself.
export async function nightly(bucket: string) {
  const { Credentials } = await new STSClient({}).send(
    new AssumeRoleCommand({ RoleArn: process.env.BACKUP_ROLE, RoleSessionName: "nightly" }),
  );
  return { bucket, Credentials };
}
