/** The host application's own calls to SpherePay, in addition to those of the package's handler. */
export interface SphereApi {
  /** `POST /v2/customer`. Returns the new customer's id. */
  createCustomer(customer: object): Promise<string>;
  /** Whether every verification profile is approved, by a new `GET /v2/customer/{id}`. */
  isApproved(customerId: string): Promise<boolean>;
}

/** How to reach SpherePay. */
export interface SphereAccess {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
}

const timeoutMs = 10_000;

/** Each call throws an Error without SpherePay's own text when it fails. */
export function createSphereApi({ apiKey, baseUrl, fetch }: SphereAccess): SphereApi {
  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${apiKey}`,
        ...(body && { "Content-Type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`SpherePay returned ${response.status}.`);
    return response.json();
  }

  return {
    async createCustomer(customer) {
      const id = member(await call("POST", "/v2/customer", customer), "id");
      if (typeof id !== "string") throw new Error("SpherePay returned a customer without an id.");
      return id;
    },
    async isApproved(customerId) {
      const customer = await call("GET", `/v2/customer/${encodeURIComponent(customerId)}`);
      const profiles = member(customer, "verificationProfiles");
      if (!Array.isArray(profiles) || profiles.length === 0) return false;
      return profiles.every((profile) => member(profile, "status") === "approved");
    },
  };
}

function member(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;
}
