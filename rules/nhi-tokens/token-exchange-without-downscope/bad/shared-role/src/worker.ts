import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

const SHARED_AGENT_ROLE = "arn:aws:iam::210987654321:role/shared-agents";

export async function credentialsForWorker(worker: string) {
  const answer = await new STSClient({}).send(
    // ruleid: token-exchange-without-downscope
    new AssumeRoleCommand({ RoleArn: SHARED_AGENT_ROLE, RoleSessionName: worker, DurationSeconds: 900 }),
  );
  return answer.Credentials;
}
