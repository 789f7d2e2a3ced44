const headers = { authorization: `Bearer ${process.env.GITHUB_TOKEN}` };
await fetch("https://api.github.com/repos/acme/app/issues", { headers });
