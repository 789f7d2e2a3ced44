import express from "express";

const app = express();

// A record that the browser keeps, and that everybody can write.
app.use((req, res, next) => {
  const claims = JSON.parse(Buffer.from(req.cookies.session, "base64").toString());
  // ruleid: jwt-decoded-not-verified
  req.user = claims;
  next();
});

app.use("/keys", (req, res, next) => {
  const record = JSON.parse(atob(req.cookies.session));
  // ruleid: jwt-decoded-not-verified
  if (record.userId === "1") {
    next();
    return;
  }
  res.status(403).end();
});

app.use("/tenants", (req, res, next) => {
  const record = JSON.parse(atob(req.cookies.session));
  // ruleid: jwt-decoded-not-verified
  return record.role === "admin" ? next() : res.status(403).end();
});

app.use("/audit", (req, res, next) => {
  const [, , body] = /^(.*)\|(.*)$/.exec(req.cookies.session);
  const record = JSON.parse(atob(body));
  // ruleid: jwt-decoded-not-verified
  const isAdmin = record.role === "admin";
  if (isAdmin) {
    next();
    return;
  }
  res.status(403).end();
});
