import { betterAuth } from "better-auth";

export const auth = betterAuth({
  socialProviders: { twitch: { clientId: process.env.TWITCH_ID!, clientSecret: process.env.TWITCH_SECRET! } },
  account: {
    accountLinking: {
      enabled: true,
      // ruleid: account-link-unverified-email
      allowDifferentEmails: true,
    },
  },
});
