import { execSync } from "node:child_process";
import fs from "node:fs";

const file = process.argv[2];

program.command("login").action(() => {
  // ruleid: credential-persisted-plaintext
  fs.writeFileSync(file, process.env.TOOL_TOKEN);
});
program.command("logout").action(() => {
  fs.rmSync(file);
});

export function build(folder, other) {
  // ruleid: credential-persisted-plaintext
  fs.writeFileSync(`${folder}/.npmrc`, process.env.REGISTRY_TOKEN);
  execSync(`rm -rf ${other}/node_modules`);
  const kept = folder + "/state.json";
  // ruleid: credential-persisted-plaintext
  fs.writeFileSync(kept, process.env.STATE_PASSWORD);
  execSync(`rm -rf ${folder}/cache`);
}
