import { logger } from "./logger.js";

export async function refresh(tokenUrl: string, form: URLSearchParams) {
  const answer = await fetch(tokenUrl, { method: "POST", body: form });
  const { access_token, expires_in } = await answer.json();
  logger.info(`token lives for ${expires_in} s`);
  // ruleid: credential-logged
  logger.debug(`new token: ${access_token}`);
  return access_token;
}
