/** What there is to beat: a bare pass-through that adds nothing but the key. */
import { Agent, request as ask, createServer } from "node:http";
import { announce } from "./announce.js";

const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true });

announce(
  createServer((request, response) => {
    const headers = { authorization: "Bearer sk_bench", accept: "application/json" };
    const { url: path, method } = request;
    const upstream = ask({ host: "127.0.0.1", port, path, method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    request.pipe(upstream);
  }),
);
