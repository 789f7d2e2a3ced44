import { newEnforcer } from "casbin";

const enforcer = await newEnforcer("model.conf", "policy.csv");

export async function may(user: { id: string }, action: string): Promise<boolean> {
  return enforcer.enforce(user.id, "members", action);
}
