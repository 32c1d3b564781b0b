import worker from "../../../demo/hosts/workers/worker.mjs";

/** The example, when it has nobody's patience: what it hands to `waitUntil` is forgotten. */
export default {
  /**
   * @param {Request} request
   * @param {Readonly<Record<string, string>>} env
   */
  fetch: (request, env) => worker.fetch(request, env, { waitUntil() {} }),
};
