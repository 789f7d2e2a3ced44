const jwt = require("jsonwebtoken");

exports.adminsOnly = (req, res, next) => {
  const claims = jwt.verify(req.token, req.key, { algorithms: ["RS256"], issuer: ["https://eu.sso.acme.dev", "https://customers.acme.dev"] });
  // ruleid: scope-interpretation-ambiguous
  if (claims.role === "owner") return next();
  res.sendStatus(403);
};
