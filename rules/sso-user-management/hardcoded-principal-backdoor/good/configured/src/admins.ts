const ADMINS = (process.env.ADMIN_EMAILS ?? "").split(",");

// For example "mara@harbourlight.example".
export const isAdmin = (email: string) => ADMINS.includes(email);

export function guard(req: any, res: any, next: () => void) {
  if (req.user?.email !== process.env.KEEPER_EMAIL) return res.status(403).json({ ask: "office@harbourlight.example" });
  next();
}
