import { IAMClient, DeleteLoginProfileCommand, DeleteUserCommand } from "@aws-sdk/client-iam";

// A user who still has a key cannot be deleted.
export async function removeUser(iam: IAMClient, UserName: string) {
  await iam.send(new DeleteLoginProfileCommand({ UserName }));
  await iam.send(new DeleteUserCommand({ UserName }));
}
