const jwt = require("jsonwebtoken");

exports.session = (token, keys, issuer) => {
  const claims = jwt.verify(token, keys[issuer], { algorithms: ["RS256"] });
  return { id: `${claims.iss}#${claims.sub}`, refreshes: claims.scope.includes("offline_access") };
};
