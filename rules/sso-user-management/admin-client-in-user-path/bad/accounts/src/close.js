const { clerkClient } = require("@clerk/express");
const { Router } = require("express");

const router = Router();

router.delete("/accounts/:id", async (req, res) => {
  // ruleid: admin-client-in-user-path
  await clerkClient.users.deleteUser(req.params.id);
  res.sendStatus(204);
});

module.exports = router;
