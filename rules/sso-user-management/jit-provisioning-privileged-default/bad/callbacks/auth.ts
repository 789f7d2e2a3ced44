import NextAuth from "next-auth";
import GitHub from "next-auth/providers/github";
import { prisma } from "./prisma";

export const { handlers, auth } = NextAuth({
  providers: [
    GitHub({
      profile(github) {
        // ruleid: jit-provisioning-privileged-default
        return { id: String(github.id), name: github.login, email: github.email, role: "superadmin" };
      },
    }),
  ],
  events: {
    async createUser({ user }) {
      // ruleid: jit-provisioning-privileged-default
      await prisma.user.update({ where: { id: user.id }, data: { role: "ADMIN" } });
    },
  },
});
