/** Whose identity a secret proves. */
export type SecretIdentity = "user" | "service" | "agent" | "human-session" | "unknown";

/** An offline check of a token's own structure: a checksum, or a payload that must decode. */
export type StructureCheck =
  | "crc32-base62"
  | "crc32-hex"
  | "crc32-hex-le"
  | "aws-account"
  | "jwt"
  | "pem"
  | "base64-json"
  | "base64-text"
  | "snowflake"
  | "macaroon";

/**
 * One secret format as data: what it looks like and what it means.
 * The pattern is a JavaScript regular expression over the file's Latin-1 text with bounded quantifiers only;
 * group 1, if there is one, is the secret, else the whole match is.
 */
export interface Detector {
  /** Unique over all providers: `openai-project-key`. */
  readonly id: string;
  readonly provider: string;
  /** A noun phrase for messages: `OpenAI project key`. */
  readonly what: string;
  /** ASCII, compared without case; every match holds one of them. */
  readonly keywords: readonly string[];
  readonly pattern: string;
  /** `keyword`: the match starts where the keyword does, so that it is tried nowhere else; `window`: it holds the keyword somewhere. */
  readonly anchor: "keyword" | "window";
  readonly identity: SecretIdentity;
  readonly lifetime: "ephemeral" | "long-lived" | "unknown";
  /** Hosts that accept it. */
  readonly hosts: readonly string[];
  /** A pattern over the secret that marks it as one of a test environment. */
  readonly test?: string;
  /** Holds for what is made to be seen: never reported, and hides weaker matches at the same place. */
  readonly publishable: boolean;
  readonly check?: StructureCheck;
  /** What must occur, ignoring case, within 200 characters of the match: for shapes that say too little by themselves. */
  readonly near?: string;
  /** Id of a detector that must match within `lines` lines for this one to count: an id and its secret. */
  readonly pair?: { readonly id: string; readonly lines: number };
  /** Holds if a value must be unlike words and names; off for shapes that decide alone. */
  readonly random: boolean;
  readonly confidence: "high" | "medium" | "low";
}
