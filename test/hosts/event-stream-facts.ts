import assert from "node:assert/strict";
import { it } from "node:test";
import { readStream } from "../host/stream-reader.js";
import { anEvent, signatureOf } from "../host/webhooks.js";
import type { RunningHost } from "./journey.js";
import { withStartedHost } from "./started-host.js";

async function sendWebhook({ endpoint, customerId }: RunningHost, id: string): Promise<number> {
  const body = JSON.stringify(anEvent(id, customerId));
  const headers = { signature: signatureOf(body) };
  const answer = await fetch(`${endpoint}/webhook`, { method: "POST", headers, body });
  return answer.status;
}

/** What holds for every example in which one request may wake another. */
export function itPassesNotificationsOn([, ...args]: readonly ["node", ...string[]]): void {
  it("takes SpherePay's webhook and passes each notification on as it comes, page after page", async () => {
    await withStartedHost([process.execPath, ...args], async (host) => {
      const login = { method: "POST", headers: { Cookie: host.cookie } };
      const session = await fetch(`${host.endpoint}/session`, login);
      const headers = { Authorization: `Bearer ${Object(await session.json()).token}` };

      // More pages than one customer may have open: each that is left makes room.
      for (let visit = 0; visit < 5; visit += 1) {
        const leaving = new AbortController();
        const init = { headers, signal: leaving.signal };
        const stream = readStream((await fetch(`${host.endpoint}/events`, init)).body);
        assert.equal(await stream.next(), "comment");
        for (const event of ["a", "b"]) {
          assert.equal(await sendWebhook(host, `${visit}${event}`), 204);
          assert.equal(await stream.nextEvent(), "nudge");
        }
        leaving.abort();
      }
    });
  });
}
