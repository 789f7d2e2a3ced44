import { CreateAccessKeyCommand, DeleteAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function renew(user: string, previous: string) {
  // ruleid: long-lived-key-minted
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
  await iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: previous }));
  return AccessKey;
}
