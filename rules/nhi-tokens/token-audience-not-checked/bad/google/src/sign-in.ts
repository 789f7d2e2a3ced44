import { OAuth2Client } from "google-auth-library";

const google = new OAuth2Client();

export async function emailOf(credential: string) {
  // ruleid: token-audience-not-checked
  const ticket = await google.verifyIdToken({ idToken: credential });
  return ticket.getPayload()?.email;
}
