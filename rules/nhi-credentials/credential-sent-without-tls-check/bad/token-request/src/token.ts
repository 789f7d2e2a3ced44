import { request } from "undici";

const options = {
  hostname: "login.harbor.internal",
  path: "/oauth/token",
  auth: `${process.env.CLIENT_ID}:${process.env.CLIENT_SECRET}`,
  // ruleid: credential-sent-without-tls-check
  rejectUnauthorized: false,
};

export const token = () => request(options);
