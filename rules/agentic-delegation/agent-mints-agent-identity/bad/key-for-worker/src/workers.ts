import { spawn } from "node:child_process";
import { CreateAccessKeyCommand, IAMClient } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function hire(name: string, task: string): Promise<string> {
  // ruleid: agent-mints-agent-identity
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  // ruleid: agent-mints-agent-identity
  spawn("claude", ["-p", task], { env: { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: AccessKey!.AccessKeyId, AWS_SECRET_ACCESS_KEY: AccessKey!.SecretAccessKey } });
  return AccessKey!.AccessKeyId!;
}
