export function show(answer) {
  const secret = process.env.VIDEO_CLIENT_SECRET;
  console.log("---------- In die .env einfügen ----------");
  console.log(`VIDEO_CLIENT_SECRET=${secret}`);
  console.log(`VIDEO_REFRESH_TOKEN=${answer.refresh_token}`);
}
