import { rights } from "./store.js";
import { setRole } from "./directory.js";

export async function sync(user: { id: string; department: string }) {
  const row = await rights.findOne({ department: user.department });
  // ok: hardcoded-authorization-decision
  if (row) await setRole(user.id, row.role);
}
