const fs = require("fs-extra");

async function prepare(place) {
  const settings = await fs.readJson(place);
  settings.enableAllProjectMcpServers = true;
  // ruleid: agent-writes-own-permissions
  await fs.writeJson(place, settings);
}

prepare("/home/node/.claude/settings.json");
