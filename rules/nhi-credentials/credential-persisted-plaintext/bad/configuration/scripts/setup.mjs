import fs from "node:fs";

const lines = [
  `registry=${process.env.REGISTRY_URL}`,
  `//registry.example/:_authToken=${process.env.REGISTRY_TOKEN}`,
];

// ruleid: credential-persisted-plaintext
fs.writeFileSync(".npmrc", lines.join("\n"));
