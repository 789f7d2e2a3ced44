import NextAuth from "next-auth";
import Google from "next-auth/providers/google";

export const { handlers, auth } = NextAuth({
  providers: [Google],
  callbacks: {
    signIn({ profile }) {
      // ruleid: email-domain-check-bypassable
      return profile?.email?.endsWith("harbor.io") ?? false;
    },
  },
});
