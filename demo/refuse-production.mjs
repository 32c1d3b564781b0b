/**
 * The demo lets anybody sign in and control a simulated SpherePay, so the public must never reach it.
 * Plain JavaScript, because it runs before anything is installed.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @throws {TypeError} when `NODE_ENV` is `production`.
 */
export function refuseProduction(env) {
  if (env["NODE_ENV"] === "production") {
    throw new TypeError("The demo is no production server: start it without NODE_ENV=production.");
  }
}
