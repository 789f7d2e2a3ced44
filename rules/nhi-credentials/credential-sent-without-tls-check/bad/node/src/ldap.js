const { Client } = require("ldapts");

// ruleid: credential-sent-without-tls-check
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";

exports.login = async function login(dn, password) {
  const client = new Client({ url: "ldaps://directory.harbor.internal" });
  await client.bind(dn, password);
  return client;
};
