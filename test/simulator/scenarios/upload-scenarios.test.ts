import { describe } from "node:test";
import { type Row, statusOf, testRows } from "./scenario-stage.js";

const uploadRows: readonly Row[] = [
  ["upload-response-lost", async (s) => [await statusOf(s.upload()), s.taken()], [503, 1]],
  ["upload-cut", async (s) => [await statusOf(s.upload()), s.taken()], ["ConnectionCut", 0]],
  [
    "upload-cut-after-success",
    async (s) => [await statusOf(s.upload()), s.taken()],
    ["ConnectionCut", 1],
  ],
  [
    "upload-half-response",
    async (s) => [await statusOf(s.upload()), s.taken(), await statusOf(s.upload())],
    ["SyntaxError", 1, 201],
  ],
  [
    "upload-slow",
    async (s) => {
      const response = s.upload();
      s.simulator.clock.advance(30_000);
      await s.simulator.tick();
      return [await statusOf(response), s.simulator.calls[0]?.fault];
    },
    [201, "slow"],
  ],
  [
    "upload-hangs",
    async (s) => {
      const response = s.upload();
      while (s.simulator.calls.length === 0) await new Promise((go) => setImmediate(go));
      const { status } = s.simulator.calls[0] ?? {};
      const taken = s.taken();
      s.simulator.reset();
      await response;
      return [status, taken];
    },
    [0, 0],
  ],
  [
    "upload-too-large-for-a-proxy",
    async (s) => [await statusOf(s.upload()), s.simulator.calls[0]?.status, s.taken()],
    ["SyntaxError", 413, 0],
  ],
  [
    "upload-refused-while-sending",
    async (s) => [await statusOf(s.upload()), s.simulator.calls[0]?.status, s.taken()],
    ["SyntaxError", 413, 0],
  ],
  ["upload-key-refused", async (s) => [await statusOf(s.upload()), s.taken()], [401, 0]],
  [
    "upload-rate-limited",
    async (s) => [await statusOf(s.upload()), await statusOf(s.upload())],
    [429, 201],
  ],
  ["upload-without-length", async (s) => [await statusOf(s.upload()), s.taken()], [411, 0]],
];

describe("a scenario of uploads does what its sentence says:", () => {
  testRows(uploadRows, "document-missing");
});
