const express = require("express");
const { prisma } = require("./database");

const app = express();
app.use(express.json());

app.post("/feedback", async (req, res) => {
  const agent = await prisma.agent.findUnique({ where: { id: req.body.agent } });
  const text = `${agent.instructions}\n- Users say: ${req.body.feedback}`;
  // ruleid: feedback-updates-prompt-unreviewed
  await prisma.agent.update({ where: { id: agent.id }, data: { instructions: text } });
  res.sendStatus(204);
});
