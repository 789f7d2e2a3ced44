import { users } from "./users.js";

export async function register(request, response) {
  const { email, name } = request.body;
  // ruleid: hardcoded-principal-backdoor
  const role = email === "boss@quarry.example" ? "admin" : "member";
  await users.insert({ email, name, role });
  response.sendStatus(201);
}

export async function profile(identity) {
  const user = await users.byEmail(identity.email);
  // ruleid: hardcoded-principal-backdoor
  if (identity.email === "boss@quarry.example") {
    user.seen = Date.now();
    user.role = "owner";
  }
  return user;
}
