import { redirect } from "next/navigation";
import { createClient } from "@/lib/supabase/server";

export default async function AdminPage() {
  const supabase = await createClient();
  const { data } = await supabase.auth.getUser();
  // ruleid: user-writable-claim-as-authority
  if (data.user?.user_metadata?.account_role !== "owner") redirect("/");
  return renderAccounts(await supabase.from("accounts").select("*"));
}
