interface Probe {
  readonly token: string;
  readonly apiKey: string;
}

// Marks that tell one from another, and values that stand for one.
// ok: hardcoded-password
export const first: Probe = { token: "worker-7", apiKey: "value-3" };

export const settings = {
  // ok: hardcoded-password
  SERVICE_KEY: "entry12",
  // ok: hardcoded-password
  authToken: "bearer_token_9",
  // ok: hardcoded-password
  "cors.response.Allow-Credentials": "'true'",
  // ok: hardcoded-password
  Secret: "\u2604",
  // ok: hardcoded-password
  adminPassword: "w3lc0me",
};
