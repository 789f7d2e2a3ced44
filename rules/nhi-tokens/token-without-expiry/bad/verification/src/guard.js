const passport = require("passport");
const { Strategy, ExtractJwt } = require("passport-jwt");

passport.use(
  new Strategy(
    {
      jwtFromRequest: ExtractJwt.fromHeader("x-session"),
      secretOrKey: process.env.SESSION_KEY,
      // ruleid: token-without-expiry
      ignoreExpiration: true,
    },
    (claims, done) => done(null, claims),
  ),
);
