import { readFileSync } from "node:fs";
import jwt from "jsonwebtoken";

const key = process.env.KEY_FILE ? readFileSync(process.env.KEY_FILE, "utf8") : "placeholder-public-key";

export const whose = (token: string) => jwt.verify(token, key, { algorithms: ["RS256"] });
