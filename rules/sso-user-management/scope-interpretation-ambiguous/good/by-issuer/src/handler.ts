import { identityOf } from "./identity";
import { tickets } from "./tickets";

export async function DELETE(request: Request) {
  const caller = await identityOf(request.headers.get("authorization")!.slice(7));
  if (caller.iss === "https://sso.acme.dev" && caller.roles.includes("admin")) {
    await tickets.removeAll();
    return new Response(null, { status: 204 });
  }
  return new Response(null, { status: 403 });
}
