import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

// ruleid: static-cloud-key-where-federation-exists
const s3 = new S3Client({
  region: "eu-central-1",
  credentials: { accessKeyId: process.env.REPORTS_KEY_ID!, secretAccessKey: process.env.REPORTS_KEY! },
});

export const upload = (Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: "reports", Key, Body }));
