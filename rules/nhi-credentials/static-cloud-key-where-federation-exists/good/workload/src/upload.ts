import { S3Client } from "@aws-sdk/client-s3";
import { fromWebToken } from "@aws-sdk/credential-providers";
import { DefaultAzureCredential } from "@azure/identity";
import { identityToken } from "./identity";

// ok: static-cloud-key-where-federation-exists
export const own = new S3Client({ region: "eu-central-1" });
// ok: static-cloud-key-where-federation-exists
export const other = new S3Client({
  credentials: fromWebToken({ roleArn: process.env.ROLE_ARN!, webIdentityToken: identityToken(), durationSeconds: 900 }),
});
// ok: static-cloud-key-where-federation-exists
export const azure = new DefaultAzureCredential();
