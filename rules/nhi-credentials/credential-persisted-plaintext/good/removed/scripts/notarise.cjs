const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

// Handed back with what removes it.
function keyFile() {
  const key = (process.env.NOTARY_API_KEY || "").trim();
  if (key.includes("BEGIN PRIVATE KEY")) {
    const keyPath = path.join(os.tmpdir(), `notary-${Date.now()}.p8`);
    fs.writeFileSync(keyPath, key, { mode: 0o600 });
    return {
      keyPath,
      cleanup: () => {
        fs.rmSync(keyPath, { force: true });
      },
    };
  }
  return { keyPath: key, cleanup: null };
}

module.exports = { keyFile };
