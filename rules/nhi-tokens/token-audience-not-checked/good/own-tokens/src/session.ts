import { jwtVerify, SignJWT } from "jose";

const key = new TextEncoder().encode(process.env.SESSION_KEY);

export const open = (subject: string) =>
  new SignJWT({ sub: subject }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h").sign(key);

export async function read(token: string) {
  return (await jwtVerify(token, key, { algorithms: ["HS256"] })).payload;
}
