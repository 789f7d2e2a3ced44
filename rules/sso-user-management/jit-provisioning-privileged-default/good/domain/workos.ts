import { WorkOS } from "@workos-inc/node";
import { db } from "./db";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function callback(code: string) {
  const { profile } = await workos.sso.getProfileAndToken({ code, clientId: process.env.WORKOS_CLIENT_ID! });
  if (profile.connectionId !== process.env.STAFF_CONNECTION) throw new Error("not ours");
  // ok: jit-provisioning-privileged-default
  await db.admins.insertOne({ email: profile.email, role: "admin" });
}

export async function first(code: string) {
  const { profile } = await workos.sso.getProfileAndToken({ code, clientId: process.env.WORKOS_CLIENT_ID! });
  const userCount = await db.user.count();
  // ok: jit-provisioning-privileged-default
  if (userCount === 0) await db.user.create({ data: { email: profile.email, role: "admin" } });
}
