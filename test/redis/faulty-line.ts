import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { after } from "node:test";

/** A line to Redis that can be cut, and that breaks at a given word. */
export interface FaultyLine {
  readonly url: string;
  /** Cuts what is open and lets nothing through. */
  cut(): void;
  /** Cuts what is open, and lets new connections through. */
  interrupt(): void;
  /** Cuts the connection that sends this next, instead of passing it on; how often is counted. */
  breakAt(word: RegExp): { readonly breaks: () => number };
}

/** Puts a line in front of a Redis on loopback. */
export async function aFaultyLine(redisUrl: string): Promise<FaultyLine> {
  const target = Number(new URL(redisUrl).port);
  const open = new Set<Socket>();
  let isCut = false;
  let broken: RegExp | undefined;
  let breaks = 0;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(target, "127.0.0.1");
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const each of [near, far]) open.add(each.on("error", end).on("close", end));
    far.pipe(near);
    near.on("data", (chunk) => {
      if (!broken?.test(String(chunk))) return far.write(chunk);
      broken = undefined;
      breaks += 1;
      return end();
    });
    return near;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const interrupt = () => {
    for (const each of open) each.destroy();
  };
  const cut = () => {
    isCut = true;
    interrupt();
  };
  after(() => {
    cut();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    cut,
    interrupt,
    breakAt(word) {
      broken = word;
      return { breaks: () => breaks };
    },
  };
}
