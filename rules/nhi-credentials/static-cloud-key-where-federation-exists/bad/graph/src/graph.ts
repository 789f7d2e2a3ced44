import { ClientSecretCredential } from "@azure/identity";
import { settings } from "./settings";

// ruleid: static-cloud-key-where-federation-exists
export const credential = new ClientSecretCredential(settings.tenant, settings.clientId, settings.clientSecret);
