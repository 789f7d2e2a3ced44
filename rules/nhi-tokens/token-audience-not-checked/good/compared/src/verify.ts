import { createRemoteJWKSet, jwtVerify } from "jose";

const jwks = createRemoteJWKSet(new URL("https://login.example.com/keys"));
const resources = new Set(["https://notes.example.com", "https://notes.example.com/mcp"]);

export async function verifyAccessToken(token: string) {
  const { payload } = await jwtVerify(token, jwks, { issuer: "https://login.example.com" });
  const audiences = [payload.aud ?? []].flat();
  if (!audiences.some((each) => resources.has(each))) throw new Error("This token is for another service.");
  return { token, clientId: String(payload.client_id), scopes: [] };
}
