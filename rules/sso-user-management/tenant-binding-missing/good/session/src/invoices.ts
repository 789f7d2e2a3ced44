import { getServerSession } from "next-auth";
import { prisma } from "./prisma";

export async function handler(req, res) {
  const session = await getServerSession(req, res, {});
  // ok: tenant-binding-missing
  res.json(await prisma.invoice.findMany({ where: { organizationId: session.organizationId, month: req.query.month } }));
}

export async function named(req, res) {
  const session = await getServerSession(req, res, {});
  if (req.query.organizationId !== session.user.organizationId) return res.status(403).end();
  // ok: tenant-binding-missing
  res.json(await prisma.invoice.findMany({ where: { organizationId: req.query.organizationId } }));
}
