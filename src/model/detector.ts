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
  /** ASCII, compared without case; every match holds one of them. Empty for what is known by its name alone. */
  readonly keywords: readonly string[];
  /**
   * The words that the name of a value begins with, lower case, several of one name between spaces (`brave search`):
   * then `pattern` is that of the whole value, which says too little by itself.
   */
  readonly names?: readonly string[];
  readonly pattern: string;
  /** The most characters that a match may have; or within how many of a keyword it lies, where that is further. */
  readonly reach: number;
  /** `keyword`: the match starts where the keyword does, so that it is tried nowhere else; `window`: it holds the keyword somewhere. */
  readonly anchor: "keyword" | "window";
  readonly identity: SecretIdentity;
  readonly lifetime: "ephemeral" | "long-lived" | "unknown";
  /** Hours after which it opens nothing any more, at the latest, as its provider says. */
  readonly hours?: number;
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

/** A provider that detectors belong to. */
export interface SecretProvider {
  /** Lower case: `openai`. */
  readonly id: string;
  /** As the provider writes itself: `OpenAI`. */
  readonly title: string;
  /** Hosts that accept its secrets. */
  readonly hosts: readonly string[];
}

/** What is known about secrets, compiled from `rules/secrets/` into one file. */
export interface SecretData {
  readonly providers: readonly SecretProvider[];
  readonly detectors: readonly Detector[];
  /** Values, or parts of them, that providers and standards show as what one looks like: they open nothing, wherever they stand. */
  readonly published: readonly string[];
  /**
   * How seldom one printable ASCII character follows another in names and words: 96 × 96 bytes as Base64, row by row,
   * each sixteenths of a bit of -log2 p. Index 0 of rows and columns is the edge of a value.
   */
  readonly bigrams: string;
}

/** How sure it is that a place holds a secret that opens something. */
export type SecretTier = "high" | "medium" | "low";

/** A place that holds a secret. The value itself is not kept: whoever has the bytes has it. */
export interface Detection {
  /** Byte offsets of the secret, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The id of the detector, or of one of the kinds that are known by their context: `secret`, `password`, … */
  readonly detector: string;
  readonly provider?: string;
  /** A noun phrase: `OpenAI project key`. */
  readonly what: string;
  readonly identity: SecretIdentity;
  readonly lifetime: Detector["lifetime"];
  readonly hosts: readonly string[];
  readonly tier: SecretTier;
  /**
   * `live` unless the secret says that it is one of a test environment, or its checksum is wrong, as that of an invented
   * one is, its place that it shows what one looks like, or it ends soon after it was issued, as it says itself or its provider.
   */
  readonly state: "live" | "test" | "malformed" | "sample" | "short-lived";
  /** The name that the place gives it: a key, variable, header, flag. */
  readonly name?: string;
  /** Whether its own form says that it is a secret, or the name and the place that it stands at. */
  readonly evidence: "format" | "context";
  /** Holds for what is known for one by the name that it is given, and not by its own form alone. */
  readonly isNamed: boolean;
  /** Holds for what could be guessed: it is told apart by its name alone, since a digest would give it away. */
  readonly guessable: boolean;
}
