import { writeFileSync } from "node:fs";

const targets = {
  own: { arm: "own", model: "small", token: process.env.DESK_API_KEY || "" },
  other: { arm: "other", model: "large", token: process.env.OTHER_API_KEY || "" },
};

async function measured(target) {
  const result = { arm: target.arm, model: target.model, ms: 0 };
  const start = performance.now();
  await fetch("https://desk.example", { headers: { authorization: `Bearer ${target.token}` } });
  result.ms = performance.now() - start;
  return result;
}

const results = [];
for (const arm of process.argv.slice(2)) results.push(await measured(targets[arm]));
// ok: credential-persisted-plaintext
writeFileSync("results.json", JSON.stringify({ results }, null, 2));
