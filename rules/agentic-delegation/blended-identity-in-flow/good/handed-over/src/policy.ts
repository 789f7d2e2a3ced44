import { OpenFgaClient } from "@openfga/sdk";

const fga = new OpenFgaClient({ apiUrl: "https://fga.acme.dev", storeId: "01" });

export async function canOpenTicketFor(user: { id: string }, mail: { id: string }): Promise<boolean> {
  const { allowed } = await fga.check({ user: `user:${user.id}`, relation: "requester", object: `mail:${mail.id}` });
  return allowed === true;
}
