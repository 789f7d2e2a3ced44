import { CognitoJwtVerifier } from "aws-jwt-verify";
import { OAuth2Client } from "google-auth-library";
import { createRemoteJWKSet, jwtVerify } from "jose";

const jwks = createRemoteJWKSet(new URL("https://login.example.com/keys"));

export async function subjectOf(token: string) {
  const { payload } = await jwtVerify(token, jwks, { issuer: "https://login.example.com", audience: "notes" });
  return payload.sub;
}

export const cognito = CognitoJwtVerifier.create({ userPoolId: "eu-1_a", tokenUse: "access", clientId: "notes" });

export async function emailOf(credential: string) {
  const ticket = await new OAuth2Client().verifyIdToken({ idToken: credential, audience: process.env.GOOGLE_CLIENT_ID });
  return ticket.getPayload()?.email;
}
