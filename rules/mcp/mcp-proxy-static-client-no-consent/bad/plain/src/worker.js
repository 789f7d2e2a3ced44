export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname !== "/authorize") return new Response("not found", { status: 404 });
    // ruleid: mcp-proxy-static-client-no-consent
    const asked = await env.OAUTH_PROVIDER.parseAuthRequest(request);
    const query = new URLSearchParams({ client_id: env.SLACK_CLIENT_ID, scope: "chat:write", state: btoa(JSON.stringify(asked)) });
    return Response.redirect(`https://slack.com/oauth/v2/authorize?${query}`, 302);
  },
};
