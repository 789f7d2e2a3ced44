const express = require("express");
const { prisma } = require("./database");

const app = express();
app.use(express.json());

// What is said about an answer is kept beside it, and the prompt is what its owner writes.
app.post("/feedback", async (req, res) => {
  await prisma.answer.update({ where: { id: req.body.answer }, data: { score: Number(req.body.rating), comment: req.body.feedback } });
  res.sendStatus(204);
});

app.put("/agent", async (req, res) => {
  await prisma.agent.update({ where: { id: req.body.id }, data: { instructions: req.body.instructions } });
  res.sendStatus(204);
});
