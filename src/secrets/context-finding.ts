import type { Detector, SecretTier } from "#model/detector.ts";

/** A secret that is known by the place it stands at. */
export interface ContextFinding {
  readonly start: number;
  readonly end: number;
  readonly kind: "secret" | "password" | "address" | "basic";
  /** A noun phrase. */
  readonly what: string;
  /** The name that the place gives it. */
  readonly name: string;
  readonly tier: SecretTier;
  readonly guessable: boolean;
  readonly hosts: readonly string[];
  readonly provider?: string;
  /** The one that knows values of that name. */
  readonly detector?: Detector;
}
