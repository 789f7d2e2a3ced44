/** What `ssh-keygen` and the lists of base say of an approval's signature. */
export type SignatureVerdict =
  /** It is over exactly this statement, by a key that base lists for the one who approved, at the time that counts. */
  | { readonly status: "good" }
  /** It is not over this statement, or is none at all. */
  | { readonly status: "bad"; readonly detail: string }
  /** The key is on base's list of revoked keys. */
  | { readonly status: "revoked" }
  /** Base does not list the key for the one who approved, or not for this time or purpose; `listedFor` others it does. */
  | { readonly status: "not-allowed"; readonly listedFor: readonly string[] };

/** UTF-16 units; a signature by the longest usual key, RSA with 16,384 bits, has some 5,700. */
const longestSignature = 16_384;

/** Holds if the text is one SSH signature in its armour, and nothing else. Says nothing about its worth. */
export function isArmoured(text: string): boolean {
  return (
    text.length <= longestSignature &&
    /^-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+/=]{1,80}\n)+-----END SSH SIGNATURE-----\n$/.test(text)
  );
}

/** The path of the list of revoked keys: OpenSSH's key revocation list or one public key a line, beside the signers. */
export function revokedKeysPath(signers: string): string {
  return `${signers.slice(0, signers.lastIndexOf("/") + 1)}revoked_keys`;
}
