const back = encodeURIComponent(process.env.LINEAR_BACK!);

// What sends the browser there adds the rest.
export const LINEAR_ADDRESS = `https://linear.app/oauth/authorize?client_id=${process.env.LINEAR_ID}&response_type=code&redirect_uri=${back}`;

export async function exchange(code: string) {
  const answer = await fetch("https://api.linear.app/oauth/token", {
    method: "POST",
    body: new URLSearchParams({ grant_type: "authorization_code", client_id: process.env.LINEAR_ID!, redirect_uri: back, code }),
  });
  return answer.json();
}

export const metadata = { authorization_endpoint: "/authorize", response_types_supported: ["code"] };
