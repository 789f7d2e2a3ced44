import { Worker } from "bullmq";
import { jwtVerify } from "jose";
import { setRole } from "./members";
import { peerKeys } from "./peers";

new Worker("agents", async (job) => {
  const { data } = job;
  const { payload } = await jwtVerify(data.token, peerKeys, { issuer: "planner", audience: "members" });
  if (data.sender !== "planner" || payload.scope !== "members:write") return;
  await setRole(data.member, "maintainer");
});
