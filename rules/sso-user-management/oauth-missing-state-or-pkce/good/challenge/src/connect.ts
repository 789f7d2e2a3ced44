import { PublicClientApplication } from "@azure/msal-node";

export async function connect(app: PublicClientApplication, challenge: string, redirectUri: string) {
  return app.getAuthCodeUrl({ scopes: ["User.Read"], redirectUri, codeChallenge: challenge, codeChallengeMethod: "S256" });
}
