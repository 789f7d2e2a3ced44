import { betterAuth } from "better-auth";

export const auth = betterAuth({
  account: {
    // ok: account-link-unverified-email
    accountLinking: { enabled: true, allowDifferentEmails: false, trustedProviders: ["company-sso"] },
  },
});

// ok: account-link-unverified-email
export const contact = { allowDifferentEmails: true, newsletter: false };
