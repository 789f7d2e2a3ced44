const { clerkClient } = require("@clerk/express");
const { Router } = require("express");
const { requireRole } = require("./staff");

const router = Router();

router.delete("/accounts/:id", requireRole("support"), async (req, res) => {
  // ok: admin-client-in-user-path
  await clerkClient.users.deleteUser(req.params.id);
  res.sendStatus(204);
});

router.post("/leave/:id", async (req, res) => {
  if (req.params.id !== req.auth.userId && req.auth.role !== "admin") return res.sendStatus(403);
  // ok: admin-client-in-user-path
  await clerkClient.users.deleteUser(req.params.id);
  res.sendStatus(204);
});

module.exports = router;
