const express = require("express");
const { removeUser, listUsers } = require("./users");

const router = express.Router();

router.delete("/users/:id", async (req, res) => {
  // ruleid: user-writable-claim-as-authority
  if (req.headers["x-user-role"] !== "admin") return res.status(403).end();
  await removeUser(req.params.id);
  res.status(204).end();
});

router.get("/users", async (req, res) => {
  // ruleid: user-writable-claim-as-authority
  const all = ["admin", "auditor"].includes(req.get("X-Role"));
  res.json(await listUsers({ all }));
});

module.exports = router;
