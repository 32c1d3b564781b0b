import { createSimulator, type WebhookOptions } from "../../../src/simulator/index.js";

/** What a host got. */
export interface Received {
  readonly body: string;
  readonly json: Record<string, unknown>;
  readonly signature: string | null;
  readonly request: Request;
}

/** A simulator and what a host received from it; the host returns `responses` one after the other. */
export function aHost(
  options: Partial<WebhookOptions> = {},
  responses: (number | Response | "throws")[] = [],
) {
  const received: Received[] = [];
  const simulator = createSimulator({
    webhooks: {
      async deliver(request) {
        const body = await request.clone().text();
        const signature = request.headers.get("signature");
        received.push({ body, json: JSON.parse(body), signature, request });
        const response = responses.shift() ?? 204;
        if (response === "throws") {
          throw new Error("no connection");
        }
        return response;
      },
      ...options,
    },
  });
  return { simulator, received };
}

/** The events by name. */
export const names = (received: readonly Received[]) => received.map(({ json }) => json["name"]);
