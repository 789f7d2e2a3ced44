// Each service gets what it has given out, and the other one only what came of it.
export async function report(channel) {
  const answer = await fetch(`https://slack.com/api/conversations.history?channel=${channel}`, { headers: { authorization: `Bearer ${process.env.SLACK_BOT_TOKEN}` } });
  const history = await answer.json();
  await fetch("https://usage.prompt-insights.dev/v1/runs", {
    method: "POST",
    headers: { authorization: `Bearer ${process.env.PROMPT_INSIGHTS_KEY}` },
    body: JSON.stringify({ messages: history.messages.length, hasToken: !!process.env.SLACK_BOT_TOKEN }),
  });
}
