const { jwtDecode } = require("jwt-decode");

function readToken(req) {
  return req.cookies.session;
}

module.exports = function authenticate(req, res, next) {
  const token = readToken(req);
  if (!token) return res.status(401).json({ error: "no session" });
  // ruleid: jwt-decoded-not-verified
  req.user = jwtDecode(token);
  return next();
};
