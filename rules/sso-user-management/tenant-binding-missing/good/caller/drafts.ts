import { auth } from "./auth";
import { prisma } from "./prisma";

export async function drafts(req, res) {
  const { user } = await auth(req);
  // ok: tenant-binding-missing
  res.json(await prisma.draft.findMany({ where: { workspaceId: req.query.workspace, authorId: user.id } }));
}

// What everybody may see asks nobody who they are.
export async function card(req, res) {
  // ok: tenant-binding-missing
  res.json(await prisma.card.findFirst({ where: { company: req.params.company, isPublic: true } }));
}
