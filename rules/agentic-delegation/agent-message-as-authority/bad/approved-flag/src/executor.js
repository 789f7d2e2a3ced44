const redis = require("redis");
const { carryOut } = require("./rollout");

const bus = redis.createClient();

async function onReply(text) {
  const agentReply = JSON.parse(text);
  if (agentReply.approved && agentReply.plan) {
    await carryOut(agentReply.plan);
  }
}

bus.subscribe("reviewer", onReply);
