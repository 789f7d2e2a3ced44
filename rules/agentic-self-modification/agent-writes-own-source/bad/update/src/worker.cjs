const fs = require("node:fs");
const path = require("node:path");

class Updater {
  constructor(address) {
    this.address = address;
    this.program = path.resolve(process.argv[1]);
  }

  async run() {
    const answer = await fetch(this.address);
    const staged = path.join(path.dirname(this.program), "next.tmp");
    fs.writeFileSync(staged, await answer.text());
    // ruleid: agent-writes-own-source
    fs.renameSync(staged, this.program);
    process.exit(75);
  }
}

module.exports = { Updater };
