/**
 * The demonstration logs anybody in and moves a pretended SpherePay by hand: it must never be what
 * the public reaches. Plain JavaScript, because it is asked before anything is installed.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @throws {TypeError} when `NODE_ENV` is `production`.
 */
export function refuseProduction(env) {
  if (env["NODE_ENV"] === "production") {
    throw new TypeError("The demo is no production server: start it without NODE_ENV=production.");
  }
}
