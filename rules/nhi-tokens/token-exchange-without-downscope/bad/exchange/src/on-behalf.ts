const grant = "urn:ietf:params:oauth:grant-type:token-exchange";

export async function tokenForSubAgent(endpoint: string, userToken: string) {
  const answer = await fetch(endpoint, {
    method: "POST",
    // ruleid: token-exchange-without-downscope
    body: new URLSearchParams({
      grant_type: grant,
      subject_token: userToken,
      subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
    }),
  });
  return (await answer.json()).access_token;
}
