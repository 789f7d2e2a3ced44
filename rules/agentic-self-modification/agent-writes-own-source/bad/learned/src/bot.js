const fs = require("fs");

const marker = "// new commands go above";

function addCommand(message) {
  const program = fs.readFileSync(__filename, "utf8");
  const at = program.lastIndexOf(marker);
  const next = program.slice(0, at) + message.text + "\n" + program.slice(at);
  // ruleid: agent-writes-own-source
  fs.writeFileSync(__filename, next, "utf8");
  message.reply("I know that now.");
}

module.exports = { addCommand };
// new commands go above
