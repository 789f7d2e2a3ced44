import NextAuth from "next-auth";

export const { handlers, auth } = NextAuth({
  providers: [
    {
      id: "crm",
      name: "CRM",
      type: "oidc",
      issuer: process.env.CRM_ISSUER,
      clientId: process.env.CRM_ID,
      clientSecret: process.env.CRM_SECRET,
      authorization: { params: { client_id: process.env.CRM_ID, redirect_uri: process.env.CRM_BACK, response_type: "code" } },
      checks: ["pkce"],
    },
  ],
});

// What is looked at in a report has no bearing on a sign-in.
export const report = { title: "Nightly", checks: [] };
