import { S3Client } from "@aws-sdk/client-s3";

// ok: static-cloud-key-where-federation-exists
export const store = new S3Client({
  endpoint: "https://store.harbor.internal",
  forcePathStyle: true,
  credentials: { accessKeyId: process.env.STORE_ID!, secretAccessKey: process.env.STORE_KEY! },
});
// ok: static-cloud-key-where-federation-exists
export const emulator = new S3Client({ credentials: { accessKeyId: "test", secretAccessKey: "test" } });
