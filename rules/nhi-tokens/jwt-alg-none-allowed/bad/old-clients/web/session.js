const jwt = require("jwt-simple");

exports.anonymous = function anonymous(visitor) {
  // ruleid: jwt-alg-none-allowed
  return jwt.encode({ sub: visitor, role: "guest" }, null, "none");
};
