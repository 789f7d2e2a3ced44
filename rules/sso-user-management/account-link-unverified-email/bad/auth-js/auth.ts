import NextAuth from "next-auth";
import Discord from "next-auth/providers/discord";
import Google from "next-auth/providers/google";

export const { handlers, signIn } = NextAuth({
  providers: [
    Google,
    Discord({
      clientId: process.env.DISCORD_ID,
      clientSecret: process.env.DISCORD_SECRET,
      // ruleid: account-link-unverified-email
      allowDangerousEmailAccountLinking: true,
    }),
  ],
});
