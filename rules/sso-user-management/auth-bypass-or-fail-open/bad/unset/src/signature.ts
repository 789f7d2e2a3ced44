import { createHmac, timingSafeEqual } from "node:crypto";
import { log } from "./log";

export class Deliveries {
  constructor(private readonly signingSecret?: string) {}

  isSignatureAuthentic(body: Buffer, signature: string): boolean {
    // ruleid: auth-bypass-or-fail-open
    if (!this.signingSecret) {
      log.warn("No signing secret: deliveries are taken as they come.");
      return true;
    }
    const expected = createHmac("sha256", this.signingSecret).update(body).digest("hex");
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  }
}

export function requireApiKey(req, res, next) {
  // ruleid: auth-bypass-or-fail-open
  if (!process.env.GATEWAY_API_KEY) return next();
  if (req.get("x-api-key") !== process.env.GATEWAY_API_KEY) return res.sendStatus(401);
  next();
}
