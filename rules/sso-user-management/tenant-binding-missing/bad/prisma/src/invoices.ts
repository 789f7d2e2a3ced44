import { getServerSession } from "next-auth";
import { options } from "./options";
import { prisma } from "./prisma";

export async function handler(req, res) {
  const session = await getServerSession(req, res, options);
  if (!session) return res.status(401).end();
  const { organizationId, month } = req.query;
  // ruleid: tenant-binding-missing
  const rows = await prisma.invoice.findMany({ where: { month, organizationId }, orderBy: { issued: "desc" } });
  res.json(rows);
}
