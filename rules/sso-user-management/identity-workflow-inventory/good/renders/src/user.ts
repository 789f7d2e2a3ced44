export function renderUser(user: { email: string }) {
  return user.email;
}
