export function login(form, session) {
  // ruleid: hardcoded-principal-backdoor
  if (form.username === "maintenance" && form.password === "open-the-hatch") {
    session.user = { id: 0, name: "maintenance" };
    return true;
  }
  return session.check(form);
}
