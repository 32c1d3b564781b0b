import type { Server } from "node:http";

/** Listens on a free port of loopback and prints it for the bench, which ends this process later. */
export function announce(server: Server): void {
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    console.log(typeof address === "object" && address ? address.port : 0);
  });
  // An ordinary end, so that a profile is written.
  process.once("SIGTERM", () => process.exit(0));
}
