import { db } from "./db";

export async function agreesTo(userId: string, task: string): Promise<boolean> {
  const mandate = await db.mandates.find(userId, task);
  return mandate !== undefined && mandate.until > Date.now();
}
