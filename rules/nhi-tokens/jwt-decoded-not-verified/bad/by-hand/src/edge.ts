export default {
  async fetch(request: Request, env: { DB: { load(tenant: string): Promise<Response> } }) {
    const token = request.headers.get("x-session");
    if (!token) return new Response("who are you", { status: 401 });
    const [, body] = token.split(".");
    const claims = JSON.parse(atob(body));
    if (claims.exp * 1000 < Date.now()) return new Response("ended", { status: 401 });
    // ruleid: jwt-decoded-not-verified
    return env.DB.load(claims.tenantId);
  },
};
