function headersFor(token) {
  return { authorization: `Bearer ${token}`, accept: "application/json" };
}

export async function deploy(site) {
  const headers = headersFor(process.env["HOSTING_DEPLOY_TOKEN"]);
  const answer = await fetch(`https://api.hosting.example/sites/${site}/deploys`, { method: "POST", headers });
  if (!answer.ok) {
    console.error(`deploy of ${site} failed with ${answer.status}`);
    // ruleid: credential-logged
    console.error("sent", headers);
  }
  return answer.status;
}
