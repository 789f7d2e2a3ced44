import { readFileSync } from "node:fs";

interface Source {
  readonly vendor: string;
  readonly url: string;
}

/** Fetches the reports that the settings name. */
export async function reports(settings: string): Promise<string[]> {
  const { sources } = JSON.parse(readFileSync(settings, "utf-8")) as { sources: Source[] };
  // ok: token-issuer-not-pinned
  return Promise.all(sources.map(async ({ url }) => (await fetch(url)).text()));
}

/** What the file lists that a code host gives out in Base64. */
export async function listed(file: { readonly content: string }): Promise<Response[]> {
  const mirrors: string[] = JSON.parse(Buffer.from(file.content, "base64").toString());
  // ok: token-issuer-not-pinned
  return Promise.all(mirrors.map((mirror) => fetch(mirror)));
}
