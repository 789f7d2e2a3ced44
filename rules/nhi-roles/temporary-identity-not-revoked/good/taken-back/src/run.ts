import { CreateAccessKeyCommand, DeleteAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import { uploadAll } from "./upload";

const iam = new IAMClient({});

export async function runUploadTask(UserName: string, batch: string) {
  const made = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const AccessKeyId = made.AccessKey!.AccessKeyId!;
  try {
    await uploadAll(batch, AccessKeyId, made.AccessKey!.SecretAccessKey!);
  } finally {
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  }
}
