const { jwtVerify } = require("jose");
const { roleOf } = require("./roles");

exports.requireAdmin = async function requireAdmin(req, res, next) {
  const { payload } = await jwtVerify(req.cookies.session, exports.key, { audience: "app" });
  // ok: user-writable-claim-as-authority
  if ((await roleOf(payload.sub)) !== "admin") return res.status(403).end();
  // ok: user-writable-claim-as-authority
  if (req.headers["x-requested-with"] !== "fetch") return res.status(400).end();
  req.log.info({ asked: req.headers["x-user-role"] }, "role as the client sees it");
  next();
};
