import type { Session, User } from "./types.ts";

const CONTACT = "office@harbourlight.example";

export async function toSession(user: User, directory: { groups(id: string): Promise<string[]> }): Promise<Session> {
  const groups = await directory.groups(user.id);
  const isAdmin = groups.includes("admins");
  const role = groups.includes("owners") ? "owner" : "member";
  return { id: user.id, isAdmin, role, contact: CONTACT };
}

export const isOwner = (user: User, document: { owner: { email: string } }) => document.owner.email === user.email;
