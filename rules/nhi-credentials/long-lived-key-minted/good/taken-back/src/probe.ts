import { CreateAccessKeyCommand, DeleteAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";
import { probe } from "./buckets";

const iam = new IAMClient({});

export async function tryAccess(user: string) {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
  try {
    await probe(AccessKey);
  } finally {
    await iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: AccessKey?.AccessKeyId }));
  }
}
