/**
 * In the place of Cloudflare's edge, which workerd alone has not got: a visitor who sends
 * `X-Leave-When` leaves as soon as that address answers, and takes the request along.
 */
export default {
  /**
   * @param {Request} request
   * @param {Readonly<Record<"HOST" | "FORGETFUL", { fetch: typeof fetch }>>} hosts
   */
  async fetch(request, { HOST, FORGETFUL }) {
    const host = request.headers.has("X-Forgetful") ? FORGETFUL : HOST;
    const leaveWhen = request.headers.get("X-Leave-When");
    if (leaveWhen === null) return host.fetch(request);
    const leaving = new AbortController();
    const answer = host
      .fetch(request, { signal: leaving.signal })
      .catch(() => new Response(null, { status: 204, headers: { "X-Left": "yes" } }));
    await fetch(leaveWhen);
    leaving.abort();
    return answer;
  },
};
