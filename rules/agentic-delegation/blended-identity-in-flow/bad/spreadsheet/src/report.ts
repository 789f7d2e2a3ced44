import { google } from "googleapis";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { Client } from "@microsoft/microsoft-graph-client";

const msal = new ConfidentialClientApplication({ auth: { clientId: "desk" } });
const robot = new google.auth.GoogleAuth({ keyFile: "robot.json", scopes: ["https://www.googleapis.com/auth/spreadsheets"] });
const sheets = google.sheets({ version: "v4", auth: robot });

export async function report(assertion: string) {
  const granted = await msal.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: ["Calendars.Read"] });
  const graph = Client.init({ authProvider: (done) => done(null, granted.accessToken) });
  const meetings = await graphRead(granted.accessToken);
  // ruleid: blended-identity-in-flow
  await sheets.spreadsheets.values.append({ spreadsheetId: "1a", range: "A1", requestBody: { values: meetings.map((one) => [one.subject]) } });
}

async function graphRead(token: string) {
  const answer = await fetch("https://graph.microsoft.com/v1.0/me/events", { headers: { Authorization: `Bearer ${token}` } });
  return (await answer.json()).value;
}
