import { google } from "googleapis";
import { saveTokens } from "./store.mjs";

const client = new google.auth.OAuth2(process.env.CALENDAR_ID, process.env.CALENDAR_SECRET, "https://bot.acme.dev/cb");

export function connect(app) {
  app.get("/connect", (req, res) => {
    // ruleid: oauth-missing-state-or-pkce
    const address = client.generateAuthUrl({
      access_type: "offline",
      scope: ["https://www.googleapis.com/auth/calendar.events"],
    });
    res.redirect(address);
  });

  app.get("/cb", async (req, res) => {
    const { tokens } = await client.getToken(req.query.code);
    await saveTokens(req.session.user, tokens);
    res.send("Connected.");
  });
}
