import { CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";

// People stay.
export async function onboard(login: string) {
  await new IAMClient({}).send(new CreateUserCommand({ UserName: login }));
}
