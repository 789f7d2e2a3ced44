import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";

const audit = fromTemporaryCredentials({
  masterCredentials: fromNodeProviderChain(),
  params: { RoleArn: process.env.AUDIT_ROLE },
});

// ruleid: role-chaining-depth
export const archive = fromTemporaryCredentials({ masterCredentials: audit, params: { RoleArn: process.env.ARCHIVE_ROLE } });
