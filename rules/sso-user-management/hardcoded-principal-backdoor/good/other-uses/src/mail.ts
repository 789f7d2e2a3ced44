interface Message {
  from: { email: string };
  role?: string;
}

export function sort(message: Message): string {
  if (message.from.email === "newsletter@quarry.example") return "letters";
  const greeting = message.from.email === "boss@quarry.example" ? "Dear boss" : "Hello";
  const isSpam = message.from.email === "prize@quarry.example";
  return isSpam ? "spam" : greeting;
}

export function check(form: { email: string; password: string; again: string }): string {
  if (form.email === "" && form.password === "") return "Fill in both";
  if (form.password === form.again && form.email !== "name@quarry.example") return "";
  return "Use an address of your own";
}

export async function start(users: { exists(email: string): Promise<boolean> }) {
  const hasAdmin = await users.exists("boss@quarry.example");
  return hasAdmin;
}
