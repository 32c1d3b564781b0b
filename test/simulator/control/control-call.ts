import {
  createControl,
  createSimulator,
  type SimulatorOptions,
} from "../../../src/simulator/index.js";

/** A simulator and its control interface, called by method and path. */
export function aControl(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  const control = createControl(simulator);
  async function call(method: string, path: string, body?: unknown) {
    const response = await control(
      new Request(`http://127.0.0.1:4180${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
    return { status: response.status, headers: response.headers, json: await response.json() };
  }
  const post = (path: string, body?: unknown) => call("POST", `/control${path}`, body);
  const get = (path: string) => call("GET", `/control${path}`);
  return { simulator, call, post, get };
}

/** With one customer; `act` runs an action on it. */
export function aCustomer(preset: "individual" | "ready" = "individual") {
  const given = aControl();
  const id = given.simulator.createCustomer({ preset });
  const criteria = () => given.simulator.customer(id)?.verificationProfiles[0]?.criteria;
  const act = (action: string, body?: unknown) => given.post(`/customers/${id}${action}`, body);
  return { ...given, id, criteria, act };
}
