const token = process.env.GITHUB_TOKEN;
await fetch("https://api.example.com/format", { headers: { authorization: `Bearer ${token}` } });
