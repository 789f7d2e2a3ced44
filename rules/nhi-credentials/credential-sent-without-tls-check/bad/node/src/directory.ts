import https from "node:https";
import axios from "axios";

export async function members(group: string, token: string) {
  return axios.get(`https://directory.harbor.internal/groups/${group}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
    // ruleid: credential-sent-without-tls-check
    httpsAgent: new https.Agent({ rejectUnauthorized: false }),
  });
}
