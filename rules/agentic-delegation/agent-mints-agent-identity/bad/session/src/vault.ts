import { Vault } from "@acme/vault";

export const vault = new Vault({ address: "https://vault.acme.dev" });
