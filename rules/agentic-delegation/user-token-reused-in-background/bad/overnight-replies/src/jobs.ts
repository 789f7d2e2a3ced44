import { CronJob } from "cron";
import { everyone } from "./people";
import { Mailbox } from "./mailbox";
import { draft } from "./draft";

async function answerAll() {
  for (const person of await everyone()) {
    const mailbox = new Mailbox(person.googleRefreshToken);
    for (const letter of await mailbox.unread()) await mailbox.answer(letter.id, await draft(letter.body));
  }
}

new CronJob("0 2 * * *", answerAll, null, true);
