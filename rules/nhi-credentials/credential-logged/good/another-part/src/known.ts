import { getSecret } from "./store";

export async function known(): Promise<void> {
  console.log(`Known as ${process.env.DESK_SECRET_NAME}`, await getSecret(process.env.DESK_SECRET));
}

export function until(session: Session): void {
  const token = session.accessToken;
  console.log(`The token of ${token.audience} ends at ${token.expiresAt}`);
}
