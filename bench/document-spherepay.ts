/** A SpherePay that asks every customer for an identity document and takes it without keeping it. */
import { createServer } from "node:http";
import { announce } from "./announce.js";

const asked = (id: string) => ({
  id,
  type: "individual",
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "incomplete",
      criteria: { complete: [], pending: [], required: ["identity_document"], errors: [] },
    },
  ],
});

announce(
  createServer((request, response) => {
    if (request.method === "GET") {
      response.end(JSON.stringify(asked(request.url?.split("/")[3] ?? "")));
      return;
    }
    let targetId = "";
    request.on("data", (chunk: Buffer) => {
      if (targetId) return;
      targetId = /name="targetId"\r\n\r\n(\w+)/.exec(chunk.toString("latin1", 0, 512))?.[1] ?? "";
    });
    request.on("end", () => response.writeHead(201).end(JSON.stringify({ targetId })));
  }),
);
