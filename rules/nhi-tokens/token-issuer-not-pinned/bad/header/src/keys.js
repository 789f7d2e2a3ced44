const jwt = require("jsonwebtoken");
const jwksClient = require("jwks-rsa");

function clientFor(address) {
  // ruleid: token-issuer-not-pinned
  return jwksClient({ cache: true, jwksUri: address });
}

module.exports = async function verify(token) {
  const { header } = jwt.decode(token, { complete: true });
  const key = await clientFor(header.jku).getSigningKey(header.kid);
  return jwt.verify(token, key.getPublicKey(), { algorithms: ["RS256"] });
};
