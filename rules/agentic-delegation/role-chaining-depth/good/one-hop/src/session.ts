import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { S3Client } from "@aws-sdk/client-s3";
import { GoogleAuth, Impersonated } from "google-auth-library";

export async function bucketClient(arn: string) {
  const { Credentials: keys } = await new STSClient({}).send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: "export", DurationSeconds: 900 }),
  );
  const credentials = { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretAccessKey! };
  const who = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}));
  return { client: new S3Client({ credentials }), who: who.Arn };
}

export async function sheetsClient() {
  return new Impersonated({
    sourceClient: await new GoogleAuth().getClient(),
    targetPrincipal: "sheets-reader@records.iam.gserviceaccount.com",
    delegates: [],
    targetScopes: ["https://www.googleapis.com/auth/spreadsheets.readonly"],
  });
}
