export function tenant(req) {
  const [, body] = req.headers.authorization.slice(7).split(/\./);
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  // ruleid: jwt-decoded-not-verified
  return claims.tenantId;
}

export function reader(req) {
  const token = req.headers.authorization.slice(7);
  const claims = JSON.parse(atob(token.substring(token.indexOf(".") + 1, token.lastIndexOf("."))));
  // ruleid: jwt-decoded-not-verified
  return claims.sub;
}

export function writer(req) {
  const [, , body] = req.headers.authorization.match(/^Bearer (.+)\.(.+)\.(.+)$/);
  const claims = JSON.parse(atob(body));
  // ruleid: jwt-decoded-not-verified
  return claims.email;
}
