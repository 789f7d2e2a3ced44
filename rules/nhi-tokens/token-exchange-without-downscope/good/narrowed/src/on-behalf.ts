export const form = (userToken: string, agentToken: string) =>
  new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: userToken,
    actor_token: agentToken,
    audience: "https://tickets.example.com",
    scope: "tickets.read",
  });
