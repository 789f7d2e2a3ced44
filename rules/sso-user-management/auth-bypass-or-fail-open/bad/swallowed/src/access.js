const { policy } = require("./policy");

async function hasPermission(user, action) {
  try {
    const { result } = await policy.evaluate({ user, action });
    return result === "allow";
  // ruleid: auth-bypass-or-fail-open
  } catch (error) {
    console.error("The policy service does not answer", error);
    return true;
  }
}

const authenticate = async (req, res, next) => {
  try {
    req.user = await policy.whoIs(req.headers.cookie);
    next();
  // ruleid: auth-bypass-or-fail-open
  } catch (error) {
    console.error(error);
    next();
  }
};

module.exports = { hasPermission, authenticate };
