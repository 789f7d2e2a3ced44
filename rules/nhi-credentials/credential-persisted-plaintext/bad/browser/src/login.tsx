import { useState } from "react";

export function useLogin() {
  const [failed, setFailed] = useState(false);
  async function login(email: string, password: string) {
    const answer = await fetch("/api/login", { method: "POST", body: JSON.stringify({ email, password }) });
    if (!answer.ok) return setFailed(true);
    const { accessToken } = await answer.json();
    // ruleid: credential-persisted-plaintext
    window.localStorage.setItem("session", `Bearer ${accessToken}`);
  }
  return { failed, login };
}
