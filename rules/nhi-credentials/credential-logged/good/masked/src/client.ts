import { createHash } from "node:crypto";

function fingerprint(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 8);
}

export function open(apiKey = process.env.SEARCH_API_KEY ?? "") {
  // ok: credential-logged
  console.log(`key ****${apiKey.slice(-4)}`);
  // ok: credential-logged
  console.log("key id", fingerprint(apiKey));
  // ok: credential-logged
  console.log({ key: mask(apiKey) });
  return fetch("https://search.example/ping", { headers: { "x-api-key": apiKey } }).then((answer) => {
    // ok: credential-logged
    console.log("ping", answer.status);
  });
}
