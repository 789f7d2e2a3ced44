import { decodeBase64, jsonObject } from "#secrets/checks/encoded.ts";

/** What the header and the payload of a JSON Web Token say. */
export interface Jwt {
  readonly algorithm: string;
  readonly claims: ReadonlyMap<string, unknown>;
}

/** The token read; undefined if it is none: a part does not decode, or it names no algorithm. */
export function readJwt(token: string): Jwt | undefined {
  const [head = "", body = ""] = token.slice(Math.max(0, token.indexOf("eyJ"))).split(".");
  const header = jsonObject(decodeBase64(head));
  const claims = jsonObject(decodeBase64(body));
  const algorithm = header?.get("alg") ?? header?.get("typ");
  return claims && typeof algorithm === "string" ? { algorithm, claims } : undefined;
}

/** How long a token that says so is valid: until a time, or as long as its key. */
export function lifetimeOfJwt(token: string): "ephemeral" | "long-lived" | "unknown" {
  const jwt = readJwt(token);
  if (!jwt) return "unknown";
  return jwt.claims.has("exp") ? "ephemeral" : "long-lived";
}

/** Seconds: a token that somebody wrote into a file has ended before the file is reviewed, merged and read by others. */
const brief = 7 * 24 * 60 * 60;

/** Holds for a token that says itself that it ends within a week of being issued. */
export function isBriefJwt(token: string): boolean {
  const claims = readJwt(token)?.claims;
  const [issued, ends] = [claims?.get("iat") ?? claims?.get("nbf"), claims?.get("exp")];
  return typeof issued === "number" && typeof ends === "number" && ends - issued <= brief;
}

/** Names and numbers that documentation puts into tokens. */
const sampleSubject = /^(?:1234567890|123456789|john ?doe|jane ?doe|test|user|alice|bob|foo|me)$/i;

/** Holds for what signs nothing, carries nothing, or is the example that every introduction shows. */
export function isSampleJwt({ algorithm, claims }: Jwt): boolean {
  if (/^none$/i.test(algorithm) || claims.size === 0) return true;
  const subject = textOf(claims.get("sub"));
  const name = textOf(claims.get("name"));
  return subject === "1234567890" || (sampleSubject.test(subject) && claims.size <= 3) || name === "John Doe";
}

function textOf(claim: unknown): string {
  return typeof claim === "string" ? claim : "";
}
