import { CreateAccessKeyCommand, DeleteAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function rotate(user: string, old: string) {
  await iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: old }));
  // ruleid: long-lived-key-minted
  return iam.send(new CreateAccessKeyCommand({ UserName: user }));
}
