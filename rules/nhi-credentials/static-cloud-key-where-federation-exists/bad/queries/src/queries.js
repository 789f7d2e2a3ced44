const AWS = require("aws-sdk");
const { BigQuery } = require("@google-cloud/bigquery");

// ruleid: static-cloud-key-where-federation-exists
AWS.config.update({ region: "us-east-1", accessKeyId: process.env.KEY_ID, secretAccessKey: process.env.KEY });

// ruleid: static-cloud-key-where-federation-exists
exports.bigquery = new BigQuery({ projectId: "harbor-reports", keyFilename: "/etc/harbor/reports.json" });
