const clientId = import.meta.env.VITE_DISCORD_CLIENT_ID;

export function Join({ back }: { back: string }) {
  const join = () => {
    // ruleid: oauth-missing-state-or-pkce
    window.location.href = `https://discord.com/oauth2/authorize?client_id=${clientId}&response_type=code&scope=identify%20guilds&redirect_uri=${encodeURIComponent(back)}`;
  };
  return <button onClick={join}>Join with Discord</button>;
}
