const passport = require("passport");
const { Strategy: GitHubStrategy } = require("passport-github2");
const { Account } = require("./models");

passport.use(
  new GitHubStrategy({ clientID: process.env.GH_ID, clientSecret: process.env.GH_SECRET, callbackURL: "/gh/done" }, async (accessToken, refreshToken, profile, done) => {
    const known = await Account.findOne({ where: { githubId: profile.id } });
    if (known) return done(null, known);
    // ruleid: jit-provisioning-privileged-default
    const made = await Account.create({ githubId: profile.id, name: profile.displayName, isAdmin: true });
    return done(null, made);
  }),
);
