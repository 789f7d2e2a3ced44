const express = require("express");
const { eq } = require("drizzle-orm");
const { requireAuth } = require("./sign-in");
const { db, tickets } = require("./schema");

const router = express.Router();

router.get("/tickets", requireAuth, async (req, res) => {
  const tenant = req.headers["x-tenant-id"];
  // ruleid: tenant-binding-missing
  res.json(await db.select().from(tickets).where(eq(tickets.tenantId, tenant)));
});

module.exports = router;
