import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { S3Client } from "@aws-sdk/client-s3";

export class Files {
  // ruleid: actor-dropped-on-behalf-call
  readonly for = (userId: string) => new S3Client({ credentials: fromTemporaryCredentials({ params: { RoleArn: role, RoleSessionName: "files" } }) });
}

const role = "arn:aws:iam::111122223333:role/files";
