import { CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function hire(name: string): Promise<string> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return AccessKey!.AccessKeyId!;
}
