// Names of roles, for a page that shows them.
// ok: hardcoded-privileged-role
export const ROLES = [{ role: "admin", label: "Administrator" }, { role: "member", label: "Member" }];

// ok: hardcoded-privileged-role
export const describe = (api: { list: (query: object) => unknown }) => api.list({ role: "admin" });
