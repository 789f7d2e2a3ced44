import { SignJWT } from "jose";

export async function inviteLink(email: string, team: string, key: CryptoKey) {
  // ruleid: token-without-expiry
  const token = await new SignJWT({ email, team }).setProtectedHeader({ alg: "EdDSA" }).setIssuedAt().sign(key);
  return `https://app.harbor.io/join?t=${token}`;
}
