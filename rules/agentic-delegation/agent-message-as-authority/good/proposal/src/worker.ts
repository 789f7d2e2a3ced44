import { Worker } from "bullmq";
import { requestApproval } from "./approvals";
import { setRole } from "./members";

// What another agent says is a proposal: a person decides.
new Worker("agents", async ({ data }) => {
  if (data.sender === "planner") {
    if (!(await requestApproval({ member: data.member, by: "oncall" }))) return;
    await setRole(data.member, "maintainer");
  }
});
