import { cookies } from "next/headers";

interface Shown {
  userId: string;
  tenantId: string;
}

/** What the page shows; the service asks for the token itself. */
export async function shown(): Promise<Shown | null> {
  const raw = (await cookies()).get("shown")?.value;
  return raw ? (JSON.parse(Buffer.from(raw, "base64url").toString("utf8")) as Shown) : null;
}

export async function Workspace() {
  const session = await shown();
  // ok: jwt-decoded-not-verified
  return <Board tenant={session?.tenantId ?? null} />;
}

export function name(req: Request) {
  const pair = atob(req.headers.get("authorization")?.split(" ")[1] ?? "");
  // ok: jwt-decoded-not-verified
  return JSON.parse(pair).username;
}

export function Greeting(req: Request) {
  const shown = JSON.parse(atob(req.headers.get("cookie") ?? ""));
  // ok: jwt-decoded-not-verified
  if (shown.userId !== null) return <Board tenant={null} />;
  // ok: jwt-decoded-not-verified
  return shown.role === "admin" ? <a href="/admin">Rooms</a> : <span>Room</span>;
}
