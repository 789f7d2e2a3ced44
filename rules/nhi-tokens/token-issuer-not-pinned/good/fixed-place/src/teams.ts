import { jwtDecode } from "jwt-decode";

const BILLING_URL = process.env.BILLING_URL;

async function asked(path: string, token: string): Promise<unknown> {
  // ok: token-issuer-not-pinned
  const answer = await fetch(BILLING_URL + path, { headers: { authorization: `Bearer ${token}` } });
  return answer.json();
}

/** What the one who is signed in owes; the service verifies the token. */
export async function owed(token: string): Promise<unknown[]> {
  const { team, plan } = jwtDecode<{ team: string; plan: string }>(token);
  // ok: token-issuer-not-pinned
  const prices = await fetch(`https://prices.example/plans/${plan}`);
  // ok: token-issuer-not-pinned
  const notes = await fetch(`${BILLING_URL}/notes/${team}`);
  return [await asked(`/teams/${team}/invoices`, token), await prices.json(), await notes.json()];
}
