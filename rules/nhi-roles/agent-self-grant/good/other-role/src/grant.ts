import { AttachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

export async function grantReader(log: (text: string) => void) {
  const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  log(`granting as ${Arn}`);
  await new IAMClient({}).send(
    new AttachRolePolicyCommand({
      RoleName: "invoice-reader",
      PolicyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    }),
  );
}
