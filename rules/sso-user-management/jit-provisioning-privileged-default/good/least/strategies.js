const passport = require("passport");
const { Strategy: SamlStrategy } = require("@node-saml/passport-saml");
const { Account } = require("./models");

passport.use(
  new SamlStrategy({ entryPoint: process.env.SAML_URL, issuer: "desk", cert: process.env.SAML_CERT }, async (profile, done) => {
    // ok: jit-provisioning-privileged-default
    const made = await Account.create({ email: profile.nameID, role: "viewer", isAdmin: false });
    done(null, made);
  }),
);

// An administrator adds another one: nobody signs in here.
exports.addAdministrator = (email) => Account.create({ email, role: "admin" });
