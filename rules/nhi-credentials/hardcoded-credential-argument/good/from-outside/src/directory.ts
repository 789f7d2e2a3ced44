import { WorkOS } from "@workos-inc/node";
import session from "express-session";

export const workos = new WorkOS(process.env.WORKOS_API_KEY);
export const sessions = (secret: string) => session({ secret, resave: false, saveUninitialized: false });
