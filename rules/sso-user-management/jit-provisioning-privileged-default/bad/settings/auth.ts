import { betterAuth } from "better-auth";
import { admin, organization } from "better-auth/plugins";
import { database } from "./database";

export const auth = betterAuth({
  database,
  socialProviders: { google: { clientId: process.env.GOOGLE_ID!, clientSecret: process.env.GOOGLE_SECRET! } },
  // ruleid: jit-provisioning-privileged-default
  plugins: [organization(), admin({ defaultRole: "admin" })],
});
