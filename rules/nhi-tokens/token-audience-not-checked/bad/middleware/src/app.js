const { expressjwt } = require("express-jwt");
const jwksRsa = require("jwks-rsa");
const app = require("express")();

app.use(
  // ruleid: token-audience-not-checked
  expressjwt({
    secret: jwksRsa.expressJwtSecret({ cache: true, jwksUri: "https://login.example.com/keys" }),
    issuer: "https://login.example.com/",
    algorithms: ["RS256"],
  }),
);
