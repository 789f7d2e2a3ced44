import NextAuth from "next-auth";
import Google from "next-auth/providers/google";
import { prisma } from "./prisma";

export const { handlers } = NextAuth({
  providers: [Google],
  callbacks: {
    async signIn({ profile }) {
      const invitation = await prisma.invitation.findUnique({ where: { email: profile.email } });
      if (!invitation) return false;
      // ok: jit-provisioning-privileged-default
      await prisma.user.create({ data: { email: profile.email, role: "ADMIN" } });
      return true;
    },
  },
});
