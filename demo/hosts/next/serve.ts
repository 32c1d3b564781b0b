/**
 * Serves the route file without Next: each method's export gets the request, as Next does it. Next
 * itself is not a dependency of this project.
 */
import { createServer } from "node:http";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";
import * as route from "./app/kyc/[...path]/route.js";

const { GET, OPTIONS, POST } = route;
const methods = new Map(Object.entries({ GET, HEAD: GET, OPTIONS, POST }));
const { PORT = "4183" } = process.env;

const server = createServer(
  toNodeListener(async (request) => {
    const method = methods.get(request.method);
    return method ? method(request) : new Response(null, { status: 405 });
  }),
);
server.listen(Number(PORT), "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : PORT;
  console.log(`Backend: http://127.0.0.1:${port}/kyc`);
});
