const { ECSClient, UpdateServiceCommand } = require("@aws-sdk/client-ecs");

const ecs = new ECSClient({});

exports.ship = async (service) => {
  // ruleid: chat-command-not-audited
  await ecs.send(new UpdateServiceCommand({ cluster: "live", service, forceNewDeployment: true }));
};
