import { sign } from "jsonwebtoken";

// ruleid: jwt-alg-none-allowed
export const downloadLink = (file, user) => `/files/${file}?t=${sign({ file, user }, "", { algorithm: "none" })}`;
