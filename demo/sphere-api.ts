/** The host application's own calls to SpherePay, beside those of the package's handler. */
export interface SphereApi {
  /** `POST /v2/customer`. Answers the new customer's id. */
  createCustomer(customer: object): Promise<string>;
  /** Whether every verification profile is approved, by `GET /v2/customer/{id}` of this moment. */
  isApproved(customerId: string): Promise<boolean>;
}

/** Where SpherePay is and how it is reached. */
export interface SphereAccess {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
}

const timeoutMs = 10_000;

/** Makes the calls. Each throws an Error without SpherePay's words when it does not succeed. */
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
    if (!response.ok) throw new Error(`SpherePay answered ${response.status}.`);
    return response.json();
  }

  return {
    async createCustomer(customer) {
      const id = member(await call("POST", "/v2/customer", customer), "id");
      if (typeof id !== "string") throw new Error("SpherePay answered a customer without an id.");
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
