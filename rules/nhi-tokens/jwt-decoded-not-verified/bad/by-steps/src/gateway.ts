/** Which tenant's data a call may see. */
export function tenantOf(req: { headers: { authorization: string } }): string {
  const payload = req.headers.authorization.split(".")[1];
  const bytes = Buffer.from(payload, "base64url");
  const text = bytes.toString("utf8");
  const claims = JSON.parse(text) as { org_id: string };
  // ruleid: jwt-decoded-not-verified
  return claims.org_id;
}
