import jwt from "jsonwebtoken";

const signingSecret = "mV7xQ2rLw9ZtB4nKc8HsJd3P";

export const ticket = (user: string) => jwt.sign({ user }, signingSecret, { expiresIn: "1h" });
