const jwt = require("jsonwebtoken");

exports.issue = (user) => {
  // ok: token-lifetime-exceeds-task
  const refreshToken = jwt.sign({ sub: user.id }, process.env.SIGNING_KEY, { expiresIn: "30d" });
  // ok: token-lifetime-exceeds-task
  const other = jwt.sign({ sub: user.id }, process.env.REFRESH_KEY, { expiresIn: "60d" });
  return { refreshToken, other };
};
