export { memberService } from "./member-service.js";
