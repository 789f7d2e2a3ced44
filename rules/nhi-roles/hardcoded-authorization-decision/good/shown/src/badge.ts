// Nobody gets anything: a word is shown.
export function badge(person: { email: string }) {
  const label = person.email.endsWith("@acme.dev") ? "colleague" : "guest";
  // ok: hardcoded-authorization-decision
  return renderBadge(person, label);
}
