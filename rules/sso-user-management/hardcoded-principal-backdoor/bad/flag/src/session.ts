import type { Session, User } from "./types.ts";

export function toSession(user: User): Session {
  return {
    id: user.id,
    // ruleid: hardcoded-principal-backdoor
    isAdmin: user.email === "mara@harbourlight.example" || user.groups.includes("admins"),
  };
}

const FOUNDERS = ["mara@harbourlight.example", "jon@harbourlight.example"];

export async function signIn(user: User, token: { isOwner?: boolean }) {
  // ruleid: hardcoded-principal-backdoor
  token.isOwner = FOUNDERS.includes(user.email.toLowerCase());
  return token;
}

// ruleid: hardcoded-principal-backdoor
export const isSuperAdmin = (email: string) => email === "root@harbourlight.example";
