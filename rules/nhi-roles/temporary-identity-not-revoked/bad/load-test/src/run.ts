import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { uploadAll } from "./upload";

const iam = new IAMClient({});

export async function measure(batch: string) {
  const UserName = `load-test-run-${batch}`;
  // ruleid: temporary-identity-not-revoked
  await iam.send(new CreateUserCommand({ UserName: UserName }));
  // ruleid: temporary-identity-not-revoked
  const made = await iam.send(new CreateAccessKeyCommand({ UserName: UserName }));
  await uploadAll(batch, made.AccessKey!.AccessKeyId!, made.AccessKey!.SecretAccessKey!);
}
