import * as jose from "jose";

export class Verifier {
  readonly #jwks = jose.createRemoteJWKSet(new URL("https://login.example.com/keys"));

  async verify(token: string) {
    // ruleid: token-audience-not-checked
    const { payload } = await jose.jwtVerify(token, this.#jwks, {
      issuer: "https://login.example.com",
      algorithms: ["ES256"],
    });
    return { subject: payload.sub, scopes: String(payload.scope).split(" ") };
  }
}
