const { setRole } = require("./directory");

const RIGHTS = { finance: "ledger-writer", support: "ticket-admin", sales: "crm-reader" };

exports.sync = async (user) => {
  // ruleid: hardcoded-authorization-decision
  await setRole(user.id, RIGHTS[user.department]);
};
