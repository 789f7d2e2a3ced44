const express = require("express");
const session = require("express-session");
const jwt = require("jsonwebtoken");

const app = express();
// ruleid: hardcoded-credential-argument
app.use(session({ secret: "grey herons", resave: false, saveUninitialized: false }));

// ruleid: hardcoded-credential-argument
app.post("/login", (req, res) => res.json({ token: jwt.sign({ sub: req.body.login }, "over the water", { expiresIn: "1h" }) }));
