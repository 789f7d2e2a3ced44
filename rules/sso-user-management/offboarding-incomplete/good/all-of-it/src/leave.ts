import { IAMClient, DeleteAccessKeyCommand, DeleteLoginProfileCommand, ListAccessKeysCommand } from "@aws-sdk/client-iam";
import { Client } from "@microsoft/microsoft-graph-client";

const iam = new IAMClient({});

export async function offboard(graph: Client, UserName: string, id: string) {
  await iam.send(new DeleteLoginProfileCommand({ UserName }));
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  for (const { AccessKeyId } of AccessKeyMetadata) await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await graph.api(`/users/${id}`).patch({ accountEnabled: false });
  await graph.api(`/users/${id}/revokeSignInSessions`).post({});
}
