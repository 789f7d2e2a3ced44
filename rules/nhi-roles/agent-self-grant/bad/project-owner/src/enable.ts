import { ProjectsClient } from "@google-cloud/resource-manager";
import { GoogleAuth } from "google-auth-library";

export async function enable(project: string) {
  const auth = new GoogleAuth();
  const { client_email: email } = await auth.getCredentials();
  const projects = new ProjectsClient();
  const [policy] = await projects.getIamPolicy({ resource: `projects/${project}` });
  // ruleid: agent-self-grant
  policy.bindings!.push({ role: "roles/aiplatform.admin", members: [`serviceAccount:${email}`] });
  await projects.setIamPolicy({ resource: `projects/${project}`, policy });
}
