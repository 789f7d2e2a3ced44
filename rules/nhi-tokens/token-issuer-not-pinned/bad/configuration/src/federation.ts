import { jwtDecode } from "jwt-decode";

interface Partner {
  iss: string;
}

async function configurationOf(partner: Partner) {
  const base = partner.iss.replace(/\/$/, "");
  // ruleid: token-issuer-not-pinned
  const answer = await fetch(base + "/.well-known/openid-configuration");
  return answer.json();
}

export async function federate(assertion: string) {
  const configuration = await configurationOf(jwtDecode<Partner>(assertion));
  return configuration.jwks_uri;
}
