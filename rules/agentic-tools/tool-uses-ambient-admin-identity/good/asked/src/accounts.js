import { IAMClient, CreateUserCommand } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export async function makeAccount(login) {
  await iam.send(new CreateUserCommand({ UserName: login }));
  return login;
}
