export const texts = {
  // ok: hardcoded-password
  password: "Choose a password of 12 and more characters",
  // ok: hardcoded-password
  passwordPlaceholder: "••••••••",
  // ok: hardcoded-password
  repeatPassword: "password2",
};

// ok: hardcoded-password
export const field = <input type="password" name="password" autoComplete="current-password" />;
