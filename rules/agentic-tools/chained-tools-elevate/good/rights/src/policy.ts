import { entitlements } from "./entitlements.ts";

/** What the personnel office says of the person, and not the ticket. */
export async function mayHave(person: string, role: string): Promise<void> {
  const allowed = await entitlements(person);
  if (!allowed.includes(role)) throw new Error(`${person} may not have ${role}`);
}
