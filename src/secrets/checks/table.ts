import type { StructureCheck } from "#model/detector.ts";
import { endsInBase62, endsInHex, endsInHexReversed } from "#secrets/checks/crc32.ts";
import { beginsWithSnowflake, holdsJson, holdsLocation, holdsText, namesAccount } from "#secrets/checks/encoded.ts";
import { hasWholeSignature, isSampleJwt, isSignedForShow, readJwt } from "#secrets/checks/jwt.ts";
import { readPrivateKey } from "#secrets/checks/pem.ts";

/** `ok`: the token has the structure; `bad`: it has not, so it was made up; `none`: it is no secret at all. */
export type Verdict = "ok" | "bad" | "none";

function passes(test: (token: string) => boolean): (token: string) => Verdict {
  return (token) => (test(token) ? "ok" : "bad");
}

const pemVerdicts = { key: "ok", malformed: "bad", none: "none" } as const;

/** The checks by name: what the token itself says about being one. */
export const structureChecks: Readonly<Record<StructureCheck, (token: string) => Verdict>> = {
  "crc32-base62": passes(endsInBase62),
  "crc32-hex": passes(endsInHex),
  "crc32-hex-le": passes(endsInHexReversed),
  "aws-account": passes(namesAccount),
  jwt: (token) => {
    const jwt = readJwt(token);
    if (!jwt || isSampleJwt(jwt)) return "none";
    return hasWholeSignature(token, jwt) && !isSignedForShow(token, jwt) ? "ok" : "bad";
  },
  pem: (token) => pemVerdicts[readPrivateKey(token)],
  "base64-json": passes(holdsJson),
  "base64-text": passes(holdsText),
  snowflake: passes(beginsWithSnowflake),
  macaroon: passes(holdsLocation),
};
