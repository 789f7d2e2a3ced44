import { UnsecuredJWT } from "jose";

export function ticketFor(agent: string, task: string): string {
  // ruleid: jwt-alg-none-allowed
  return new UnsecuredJWT({ agent, task }).setIssuedAt().setExpirationTime("5m").encode();
}

export function readTicket(ticket: string) {
  // ruleid: jwt-alg-none-allowed
  return UnsecuredJWT.decode(ticket, { maxTokenAge: "5 minutes" }).payload;
}
