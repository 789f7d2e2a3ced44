import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { uploadAll } from "./upload";

// It ends by itself.
export async function runUploadTask(batch: string) {
  const session = await new STSClient({}).send(
    new AssumeRoleCommand({ RoleArn: process.env.UPLOAD_ROLE, RoleSessionName: `task-${batch}`, DurationSeconds: 900 }),
  );
  await uploadAll(batch, session.Credentials!);
}
