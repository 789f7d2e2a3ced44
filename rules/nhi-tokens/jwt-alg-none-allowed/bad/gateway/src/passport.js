const { Strategy, ExtractJwt } = require("passport-jwt");

module.exports = new Strategy(
  // ruleid: jwt-alg-none-allowed
  {
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    secretOrKey: process.env.SESSION_KEY,
    algorithms: ["HS256", "None"],
  },
  (claims, done) => done(null, { id: claims.sub, role: claims.role }),
);
