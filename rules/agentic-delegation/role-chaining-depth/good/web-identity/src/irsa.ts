import { fromTemporaryCredentials, fromTokenFile } from "@aws-sdk/credential-providers";

/** What the platform gives is no hop. */
export const credentials = fromTemporaryCredentials({
  masterCredentials: fromTokenFile(),
  params: { RoleArn: process.env.TASK_ROLE_ARN, RoleSessionName: "nightly" },
});
