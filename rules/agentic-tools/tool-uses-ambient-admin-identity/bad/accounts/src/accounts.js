import { IAMClient, CreateUserCommand } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function makeAccount(login) {
  // ruleid: tool-uses-ambient-admin-identity
  await iam.send(new CreateUserCommand({ UserName: login }));
  return login;
}
