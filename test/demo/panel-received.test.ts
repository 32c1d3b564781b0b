import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Demo, startDemo } from "../../demo/server.js";
import { aVisitor, type Visitor } from "./demo-visitor.js";

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);

describe("the panel, of what SpherePay has sent and received", () => {
  let demo: Demo;
  let visitor: Visitor;
  before(async () => {
    demo = await startDemo({ port: 0 });
    visitor = aVisitor(demo);
    await visitor.signIn("lena");
  });
  after(() => demo.close());

  async function ask(path: string, init: RequestInit): Promise<number> {
    const { token } = JSON.parse((await visitor.post("/kyc/session")).text);
    const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": crypto.randomUUID() };
    const { status } = await fetch(`${demo.origin}/kyc${path}`, {
      method: "POST",
      ...init,
      headers: { ...headers, ...init.headers },
    });
    return status;
  }

  const state = async () => JSON.parse((await visitor.get("/sphere/state")).text);

  it("shows a code on the customer's phone, and whose time is over", async () => {
    assert.deepEqual((await state()).codes, []);
    assert.equal(await ask("/codes/phone_verification", {}), 201);
    const [{ channel, code, isOver }] = (await state()).codes;
    assert.deepEqual(
      [channel, code, isOver],
      ["SMS", demo.simulator?.codes.at(-1)?.code ?? "none", false],
    );
    await visitor.post("/sphere/actions/advance", { seconds: "86400" });
    assert.equal((await state()).codes[0].isOver, true);
  });

  it("lists a document by what it is, refuses it, and no document of somebody else", async () => {
    const path = "/documents/identity_document?type=id_card&country=ESP&side=front";
    const headers = { "Content-Type": "image/jpeg" };
    assert.equal(await ask(path, { body: jpeg, headers }), 201);
    const [document] = (await state()).documents;
    assert.deepEqual(
      [document.type, document.country, document.side, document.sizeBytes],
      ["id_card", "ESP", "front", jpeg.length],
    );

    const refusal = { document: document.id, detail: "not sharp" };
    const stranger = aVisitor(demo);
    await stranger.signIn("ana");
    assert.equal((await stranger.post("/sphere/actions/refuse-document", refusal)).status, 400);
    assert.equal((await visitor.post("/sphere/actions/refuse-document", refusal)).status, 200);
    const [{ requirements }] = (await state()).profiles;
    const shown = requirements.find(({ name }: { name: string }) => name === "identity_document");
    assert.deepEqual([shown.list, shown.detail], ["errors", "not sharp"]);
  });
});
