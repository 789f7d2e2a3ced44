const schedule = require("node-schedule");
const { summary } = require("./summary");
const { findEmployees } = require("./employees");

schedule.scheduleJob("0 17 * * 5", async function weekly() {
  const employees = await findEmployees({ team: "platform" });
  await Promise.all(
    employees.map(async (employee) => {
      const text = await summary(employee.id);
      await fetch("https://slack.com/api/chat.postMessage", {
        method: "POST",
        // ruleid: user-token-reused-in-background
        headers: { authorization: `Bearer ${employee.slackAccessToken}`, "content-type": "application/json" },
        body: JSON.stringify({ channel: "#status", text }),
      });
    }),
  );
});
