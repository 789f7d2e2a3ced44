export const development = {
  // ok: credential-sent-without-tls-check
  server: { https: true, rejectUnauthorized: false },
  headers: { "X-Environment": "development" },
};
// ok: credential-sent-without-tls-check
export const isUnchecked = () => process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0";
