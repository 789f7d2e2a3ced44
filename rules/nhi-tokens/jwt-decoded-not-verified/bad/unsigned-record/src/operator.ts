import { cookies } from "next/headers";
import { NextResponse } from "next/server";

interface Session {
  userId: string;
  scopes: string[];
}

async function sessionOf(): Promise<Session | null> {
  const raw = (await cookies()).get("session")?.value;
  if (!raw) return null;
  return JSON.parse(Buffer.from(raw, "base64url").toString("utf8"));
}

export async function requireOperator() {
  const session = await sessionOf();
  if (!session) return NextResponse.json({ error: "who are you" }, { status: 401 });
  // ruleid: jwt-decoded-not-verified
  if (!isOperator(session.scopes)) {
    return NextResponse.json({ error: "operators only" }, { status: 403 });
  }
  return { user: session.userId };
}

function isOperator(scopes: string[]): boolean {
  return scopes.includes("operator");
}
