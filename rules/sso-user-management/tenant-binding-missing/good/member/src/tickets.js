const express = require("express");
const { requireAuth, requireMembership } = require("./sign-in");
const { prisma } = require("./prisma");

const router = express.Router();

router.get("/orgs/:org/tickets", requireAuth, requireMembership, async (req, res) => {
  // ok: tenant-binding-missing
  res.json(await prisma.ticket.findMany({ where: { orgId: req.params.org } }));
});

router.get("/tickets", requireAuth, async (req, res) => {
  const place = await prisma.membership.findFirst({ where: { orgId: req.query.org, userId: req.user.id } });
  if (!place) return res.sendStatus(404);
  // ok: tenant-binding-missing
  res.json(await prisma.ticket.findMany({ where: { orgId: req.query.org } }));
});

module.exports = router;
