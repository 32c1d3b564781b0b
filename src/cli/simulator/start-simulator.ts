import { createControl, createSimulator, type Simulator } from "sphere-kyc-onboarding/simulator";
import { type Listening, listen, type RequestHandler } from "./listen.js";
import type { SimulatorSettings } from "./settings.js";

/** A simulator behind a server. */
export interface ServedSimulator {
  /** Where SpherePay's API and the control interface are. */
  readonly origin: string;
  /** Where links lead. */
  readonly providerOrigin: string;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

const tickEveryMs = 200;
/** How long SpherePay waits for the response to a webhook. */
const webhookTimeoutMs = 30_000;

/**
 * Serves a simulator on loopback; resolves when it listens.
 *
 * @throws Error when a port is taken.
 */
export async function startSimulator(settings: SimulatorSettings): Promise<ServedSimulator> {
  const { host, port, providerPort, webhook } = settings;
  let handler: RequestHandler = async () => new Response("Starting.", { status: 503 });
  let pages: RequestHandler = handler;
  const main = await listen(host, port, (request) => handler(request));
  const opened: Listening[] = [main];
  const close = async () => void (await Promise.all(opened.map((each) => each.close())));
  try {
    if (providerPort !== undefined) {
      opened.push(await listen(host, providerPort, (request) => pages(request)));
    }
    const providerOrigin = (opened[1] ?? main).origin;
    const simulator = createSimulator({
      providerOrigin,
      // A backend that lives on may still know the ids of an earlier run, and links that are dead now.
      seed: settings.seed ?? Math.floor(Math.random() * 2 ** 32),
      ...(!settings.isClockStopped && { clock: "running" }),
      ...(settings.release && { release: settings.release }),
      ...(settings.scenario && { scenario: settings.scenario }),
      ...(webhook && { webhooks: { ...webhook, deliver } }),
    });
    const control = createControl(simulator);
    pages = simulator.providerPage;
    handler = (request) => {
      const { pathname } = new URL(request.url);
      if (/^\/control(\/|$)/.test(pathname)) return control(request);
      const isPage = pathname === "/tos" || pathname.startsWith("/websdk/");
      return isPage && providerPort === undefined ? pages(request) : simulator.api(request);
    };
    const ticking = setInterval(() => void simulator.tick(), tickEveryMs);
    return {
      origin: main.origin,
      providerOrigin,
      simulator,
      close() {
        clearInterval(ticking);
        return close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function deliver(request: Request): Promise<Response> {
  return fetch(request, { redirect: "error", signal: AbortSignal.timeout(webhookTimeoutMs) });
}
