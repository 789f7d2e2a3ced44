export function isInternal(url: URL, body: string): boolean {
  // ok: email-domain-check-bypassable
  if (url.hostname.endsWith(".harbor.io")) return true;
  // ok: email-domain-check-bypassable
  return body.includes("@harbor.io");
}
