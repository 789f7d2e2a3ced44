import type { FastifyReply, FastifyRequest } from "fastify";
import { sessions } from "./sessions";

export async function isAuthenticated(request: FastifyRequest): Promise<boolean> {
  // ruleid: auth-bypass-or-fail-open
  if (process.env.DISABLE_AUTH === "true") return true;
  return sessions.has(request.cookies.session);
}

export async function requireLogin(request: FastifyRequest, reply: FastifyReply) {
  if (!(await isAuthenticated(request))) return reply.code(401).send();
}
