import { createControl, createSimulator, type Simulator } from "sphere-kyc-onboarding/simulator";
import { type Answerer, type Listening, listen } from "./listen.js";
import type { SimulatorSettings } from "./settings.js";

/** A simulator that is being served. */
export interface ServedSimulator {
  /** Where SpherePay's API and the control interface are. */
  readonly origin: string;
  /** Where links lead to. */
  readonly providerOrigin: string;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

const tickEveryMs = 200;
/** SpherePay waits this long for an answer to a webhook. */
const webhookTimeoutMs = 30_000;

/**
 * Serves a simulator on loopback and answers when it listens.
 *
 * @throws Error when a port cannot be had.
 */
export async function startSimulator(settings: SimulatorSettings): Promise<ServedSimulator> {
  const { host, port, providerPort, webhook } = settings;
  let answerer: Answerer = async () => new Response("Starting.", { status: 503 });
  let pages: Answerer = answerer;
  const main = await listen(host, port, (request) => answerer(request));
  const opened: Listening[] = [main];
  const close = async () => void (await Promise.all(opened.map((each) => each.close())));
  try {
    if (providerPort !== undefined) {
      opened.push(await listen(host, providerPort, (request) => pages(request)));
    }
    const providerOrigin = (opened[1] ?? main).origin;
    const simulator = createSimulator({
      providerOrigin,
      ...(!settings.isClockStopped && { clock: "running" }),
      ...(settings.release && { release: settings.release }),
      ...(settings.scenario && { scenario: settings.scenario }),
      ...(webhook && { webhooks: { ...webhook, deliver } }),
    });
    const control = createControl(simulator);
    pages = simulator.providerPage;
    answerer = (request) => {
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
