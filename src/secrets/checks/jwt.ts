import { createHmac } from "node:crypto";
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

/** Fewest and most bytes of a signature, by the algorithm that a header names. Source: RFC 7518, 3; RFC 8037; RFC 8812. */
const signatures: readonly (readonly [algorithm: RegExp, fewest: number, most: number])[] = [
  [/^HS256$/i, 32, 32],
  [/^HS384$/i, 48, 48],
  [/^HS512$/i, 64, 64],
  [/^ES256K?$/i, 64, 72],
  [/^ES384$/i, 96, 104],
  [/^ES512$/i, 132, 139],
  [/^EdDSA$/i, 64, 114],
  [/^[RP]S(?:256|384|512)$/i, 64, 2048],
];

/** Holds unless the signature is shorter or longer than its algorithm makes one: then nobody signed the token, or it is cut. */
export function hasWholeSignature(token: string, { algorithm }: Jwt): boolean {
  const signature = token.slice(Math.max(0, token.indexOf("eyJ"))).split(".")[2] ?? "";
  const bytes = Math.floor((signature.replace(/=+$/, "").length * 3) / 4);
  const [, fewest = 0, most = Infinity] = signatures.find(([name]) => name.test(algorithm)) ?? [];
  return bytes >= fewest && bytes <= most;
}

/** Keys with which introductions and tests sign: whoever has read one of them can make such a token. */
const shownKeys =
  "secret secretkey secret-key secret_key mysecret my-secret my_secret supersecret super-secret test testing test-secret test_secret testsecret test-key testkey key changeme password your-secret-key your_secret_key your-256-bit-secret jwt-secret jwt_secret dev-secret".split(
    " ",
  );

/** Holds for a token that is signed with a key that everybody knows. Longest token: 10,000 characters. */
export function isSignedForShow(token: string, { algorithm }: Jwt): boolean {
  const bits = /^HS(256|384|512)$/i.exec(algorithm)?.[1];
  const [head = "", body = "", signature = ""] = token.slice(Math.max(0, token.indexOf("eyJ"))).split(".");
  if (bits === undefined || signature === "" || token.length > 10_000) return false;
  const given = signature.replace(/=+$/, "");
  return shownKeys.some((key) => createHmac(`sha${bits}`, key).update(`${head}.${body}`).digest("base64url") === given);
}

/** What looks like a whole token, with the name of who issued it before it maybe. */
const tokenLike = /^(?:[a-z][\w-]{0,20}:)?eyJ[\w-]{2,2000}\.[\w-]{0,8000}\.[\w=-]{0,2000}$/;

/** Holds for what begins like a token and goes on as none, or as one that proves nothing: it stands in for one. */
export function isStandInForJwt(value: string): boolean {
  if (!tokenLike.test(value)) return false;
  const jwt = readJwt(value);
  return !jwt || isSampleJwt(jwt) || !hasWholeSignature(value, jwt) || isSignedForShow(value, jwt);
}

/** How long a token that says so is valid: until a time, or as long as its key. */
export function lifetimeOfJwt(token: string): "ephemeral" | "long-lived" | "unknown" {
  const jwt = readJwt(token);
  if (!jwt) return "unknown";
  return jwt.claims.has("exp") ? "ephemeral" : "long-lived";
}

/** A token that somebody wrote into a file has ended before the file is reviewed, merged and read by others. */
export const briefHours = 7 * 24;

/** Holds for a token that says itself that it ends within a week of being issued. */
export function isBriefJwt(token: string): boolean {
  const claims = readJwt(token)?.claims;
  const [issued, ends] = [claims?.get("iat") ?? claims?.get("nbf"), claims?.get("exp")];
  return typeof issued === "number" && typeof ends === "number" && ends - issued <= briefHours * 3600;
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
