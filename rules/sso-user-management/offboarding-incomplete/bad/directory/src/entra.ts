import { Client } from "@microsoft/microsoft-graph-client";

export async function disableEmployee(graph: Client, id: string) {
  const user = graph.api(`/users/${id}`);
  // ruleid: offboarding-incomplete
  await user.patch({ accountEnabled: false, department: "Former" });
}
