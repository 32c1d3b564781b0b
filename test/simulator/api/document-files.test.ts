import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, type SimulatorOptions } from "../../../src/simulator/index.js";
import { pointers } from "../spherepay-call.js";
import { aDocument, fileBytes, fileStarts, type UploadChanges, upload } from "../steps-call.js";

function aCustomer(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  const id = simulator.createCustomer();
  const send = (changes: Omit<UploadChanges, "targetId"> = {}) =>
    upload(simulator, { targetId: id, ...changes });
  return { simulator, id, send };
}

const jpeg = fileStarts["image/jpeg"];

describe("a file is known by its first bytes", () => {
  for (const [mimeType, start] of Object.entries(fileStarts)) {
    it(`${mimeType}, whatever its name and type say`, async () => {
      const { send } = aCustomer();
      const names = { fileName: "photo.gif", fileType: "application/octet-stream" };
      const { status, json } = await send({ file: fileBytes(start, 40), ...names });
      assert.deepEqual([status, json["mimeType"]], [201, mimeType]);
    });
  }

  const taken: readonly (readonly [string, string])[] = [
    ["a big-endian TIFF", "MM\0*"],
    ["a HEIC of the brand mif1", "\0\0\0\x18ftypmif1"],
    ["a PDF after bytes of something else", `${"x".repeat(1_000)}%PDF-1.4`],
  ];
  for (const [what, start] of taken) {
    it(`${what} is taken`, async () => {
      assert.equal((await aCustomer().send({ file: fileBytes(start), fileType: "" })).status, 201);
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ["WebP", "RIFF\0\0\0\0WEBPVP8 "],
    ["AVIF", "\0\0\0\x1cftypavif"],
    ["SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["HTML", "<!doctype html>"],
    ["a PDF mark after the first kilobyte", `${"x".repeat(1_030)}%PDF-1.4`],
    ["one byte", "\xff"],
  ];
  for (const [what, start] of refused) {
    it(`${what} named .jpg is refused`, async () => {
      const { simulator, send } = aCustomer();
      const { status, json } = await send({ file: fileBytes(start) });
      assert.deepEqual([status, pointers(json)], [422, ["/file"]]);
      assert.deepEqual(simulator.documents, []);
    });
  }
});

describe("the size of a file", () => {
  for (const [maxDocumentBytes, size, status] of [
    [15_000_000, 15_000_000, 201],
    [15_000_000, 15_000_001, 413],
    [15_728_640, 15_728_640, 201],
    [15_728_640, 15_728_641, 413],
    [15_728_640, 16_000_000, 413],
  ] as const) {
    it(`${size} bytes are ${status} where ${maxDocumentBytes} are the limit`, async () => {
      const { send } = aCustomer({ maxDocumentBytes });
      assert.equal((await send({ file: fileBytes(jpeg, size) })).status, status);
    });
  }

  for (const tooLargeStatus of [400, 422] as const) {
    it(`one that is too large is ${tooLargeStatus} in that reading`, async () => {
      const { send } = aCustomer({ tooLargeStatus });
      const { status } = await send({ file: fileBytes(jpeg, 15_000_001) });
      assert.equal(status, tooLargeStatus);
    });
  }

  it("a body that does not end is not read to its end", async () => {
    const { simulator } = aCustomer();
    let pulled = 0;
    let isCancelled = false;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_048_576));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const headers = { authorization: `Bearer ${simulator.apiKey}` };
    const init = { method: "POST", headers, body, duplex: "half" };
    const response = await simulator.api(new Request("https://api.spherepay.co/v2/document", init));
    assert.equal(response.status, 413);
    assert.ok(isCancelled && pulled < 30, `${pulled} pieces`);
  });

  it("an upload without a length is 411 in that reading", async () => {
    const { simulator, id } = aCustomer({ chunkedUpload: "refused" });
    assert.equal((await upload(simulator, { targetId: id })).status, 411);
    const length = String(aDocument({ targetId: id }).bytes.length);
    const { status } = await upload(simulator, { targetId: id }, { "content-length": length });
    assert.equal(status, 201);
  });
});
