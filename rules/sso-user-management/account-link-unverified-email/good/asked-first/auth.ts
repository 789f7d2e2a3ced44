import NextAuth from "next-auth";
import Discord from "next-auth/providers/discord";

export const { handlers } = NextAuth({
  providers: [
    // ok: account-link-unverified-email
    Discord({ allowDangerousEmailAccountLinking: false }),
  ],
});
