export function formFor(userToken: string, scope?: string) {
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: userToken,
  });
  form.set("audience", "https://tickets.example.com");
  if (scope) form.append("scope", scope);
  return form;
}
