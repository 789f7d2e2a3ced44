import { readFileSync } from "node:fs";
import https from "node:https";
import axios from "axios";

const agent = new https.Agent({ ca: readFileSync("harbor-ca.pem"), rejectUnauthorized: true });

export const members = (group: string, token: string) =>
  // ok: credential-sent-without-tls-check
  axios.get(`https://directory.harbor.internal/${group}`, { httpsAgent: agent, headers: { Authorization: token } });
