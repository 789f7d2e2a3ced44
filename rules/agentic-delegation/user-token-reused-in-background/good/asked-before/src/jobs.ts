import { CronJob } from "cron";
import { everyone } from "./people";
import { agreesTo } from "./mandates";
import { Mailbox } from "./mailbox";

async function answerAll() {
  for (const user of await everyone()) {
    if (!(await agreesTo(user.id, "mail:answer"))) continue;
    const mailbox = new Mailbox(user.refreshToken);
    await mailbox.answer("inbox", "Out of office.");
  }
}

// Who did not ask for it is not looked up at all.
async function remindAll() {
  for (const user of await everyone({ where: { reminderConsentUntil: { gt: new Date() } } })) {
    await new Mailbox(user.refreshToken).answer("inbox", "Remember the meeting.");
  }
}

new CronJob("0 2 * * *", answerAll, null, true);
new CronJob("0 7 * * *", remindAll, null, true);
