import { logger } from "./logger.js";

interface Usage {
  promptTokens: number;
  accessTokenTtl: number;
}

export function finish(usage: Usage, config: { url: string; apiKey: string | undefined }) {
  config.apiKey = process.env.MODEL_API_KEY;
  // ok: credential-logged
  logger.info("tokens", usage.promptTokens, process.env.MAX_TOKENS, usage.accessTokenTtl);
  // ok: credential-logged
  logger.info("model at", config.url, process.env.NEXT_PUBLIC_MAPS_API_KEY);
  let token = process.env.MODEL_API_KEY;
  token = "cleared";
  // ok: credential-logged
  logger.info(token);
}
