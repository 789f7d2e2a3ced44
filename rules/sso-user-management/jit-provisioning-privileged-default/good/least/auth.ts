import { betterAuth } from "better-auth";
import { admin } from "better-auth/plugins";

// ok: jit-provisioning-privileged-default
export const auth = betterAuth({ plugins: [admin({ defaultRole: "member", adminRoles: ["admin"] })] });
