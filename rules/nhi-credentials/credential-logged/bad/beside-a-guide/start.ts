export function start(): void {
  if (!process.env.DESK_TOKEN) {
    console.error("DESK_TOKEN is missing; see the guide of the desk on how to make one.");
    process.exit(1);
  }
  // ruleid: credential-logged
  console.log(`DESK_TOKEN=${process.env.DESK_TOKEN}`);
}
