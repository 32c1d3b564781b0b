import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, it } from "node:test";
import { toNodeListener } from "../../../src/host/node.js";
import { aHandTime } from "../hand-time.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";
import { readStream } from "../stream-reader.js";
import { anEvent, aWebhook, webhookSecret } from "../webhooks.js";

/** A proxy that can hold answers back until 64 kB have come, and cut every connection. */
interface Proxy {
  readonly origin: string;
  /** Bytes held back at the moment. */
  held(): number;
  cut(): void;
}

const holdBytes = 64 * 1024;

async function through(
  port: number,
  isHolding: boolean,
  use: (proxy: Proxy) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  let held = 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((browser) => {
    const host = connect(port, "127.0.0.1");
    let kept: Buffer[] = [];
    const letGo = () => {
      for (const chunk of kept) browser.write(chunk);
      held -= kept.reduce((sum, { length }) => sum + length, 0);
      kept = [];
    };
    for (const socket of [browser, host]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    }
    browser.pipe(host);
    browser.on("close", () => host.destroy());
    host.on("data", (chunk: Buffer) => {
      kept.push(chunk);
      held += chunk.length;
      const isStream = isHolding && /text\/event-stream/i.test(Buffer.concat(kept).toString());
      if (!isStream || held >= holdBytes) letGo();
    });
    host.on("end", () => {
      letGo();
      browser.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;
  try {
    await use({ origin: `http://127.0.0.1:${own}`, held: () => held, cut });
  } finally {
    cut();
    server.close();
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function aServedHost() {
  const time = aHandTime();
  const host = aHost({ webhookSecret, schedule: time.schedule });
  let events = 0;
  async function approve() {
    host.simulator.approve(host.customerId);
    events += 1;
    await host.handler(aWebhook(anEvent(String(events), host.customerId)));
  }
  const statusAt = async (origin: string, headers: Record<string, string>) => {
    const answer = await fetch(`${origin}/kyc/customer`, { headers });
    const body = (await answer.json()) as { verificationProfiles: { status: string }[] };
    return body.verificationProfiles[0]?.status;
  };
  return { ...host, time, approve, statusAt };
}

describe("a proxy in front of the host", () => {
  it("a proxy that buffers streams keeps even the first comment back, while reads stay correct", async () => {
    const { handler, session, approve, statusAt, time } = aServedHost();
    await serving(toNodeListener(handler), async ({ port }) => {
      await through(port, true, async ({ origin, held }) => {
        const headers = await session();
        let heard = false;
        const leaving = new AbortController();
        const opening = fetch(`${origin}/kyc/events`, { headers, signal: leaving.signal }).then(
          () => {
            heard = true;
          },
          () => undefined,
        );
        while (held() === 0) await turn();
        const openedBytes = held();

        await approve();
        while (held() === openedBytes) await turn();

        assert.equal(heard, false);
        assert.equal(await statusAt(origin, headers), "approved");
        leaving.abort();
        await opening;
        while (time.waiting() > 0) await turn();
      });
    });
  });

  it("control: a proxy that does not buffer passes the comment and the notification on", async () => {
    const { handler, session, approve } = aServedHost();
    await serving(toNodeListener(handler), async ({ port }) => {
      await through(port, false, async ({ origin }) => {
        const { body } = await fetch(`${origin}/kyc/events`, { headers: await session() });
        const stream = readStream(body);
        assert.equal(await stream.next(), "comment");
        await approve();
        assert.equal(await stream.next(), "nudge");
      });
    });
  });

  it("a cut stream fails for its reader and leaves nothing behind; after reopening, a read misses nothing", async () => {
    const { handler, session, approve, statusAt, time } = aServedHost();
    await serving(toNodeListener(handler), async ({ port }) => {
      await through(port, false, async ({ origin, cut }) => {
        const headers = await session();
        const { body } = await fetch(`${origin}/kyc/events`, { headers });
        const stream = readStream(body);
        await stream.next();

        cut();
        await assert.rejects(stream.next());
        while (time.waiting() > 0) await turn();
        await approve();
        const again = await fetch(`${origin}/kyc/events`, { headers });
        const stream2 = readStream(again.body);

        assert.equal(await stream2.next(), "comment");
        assert.equal(await statusAt(origin, headers), "approved");
        await stream2.leave();
      });
    });
  });
});
