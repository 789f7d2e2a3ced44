// The word stands here for compression, for a cookie and for a border, not for a signature.
export const uploads = { compression: ["gzip", "none"], encoding: "none" };
// ok: jwt-alg-none-allowed
export const cookie = { name: "sid", sameSite: "none", secure: true } as const;
export const hashing = { hashAlgorithms: ["sha256", "none"] };

const encoder = new TextEncoder();
// ok: jwt-alg-none-allowed
export const bytes = (text: string) => encoder.encode(text);
