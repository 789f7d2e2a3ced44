import { createServer } from "node:http";
import { Gateway } from "./gateway";

const gateway = new Gateway();

const http = createServer(async (request, response) => {
  if (request.url === "/health") {
    response.end("ok");
    return;
  }
  await gateway.serve(request, response);
});

http.listen(8080, "0.0.0.0");
