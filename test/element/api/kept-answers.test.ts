import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, aSession, json } from "../fixtures/answers.js";
import { aKeepingWorker, type KeepingWorker } from "../fixtures/keeping-worker.js";
import { aStage, type Stage, type StageOptions } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const second = 1_000;
const minute = 60 * second;

/** The host's clock at the start of every stage: not the person's. */
const hostStartMs = Date.parse("2031-05-01T10:00:00Z");

/** A worker that keeps nothing. */
const none: KeepingWorker = { kept: [], answer: (_, ask) => ask() };

interface Way {
  readonly worker: KeepingWorker;
  /** How far the clock of the machine that responds next is from the others. */
  skewMs?: number;
  /** What the host's clock has gone on without the element's. */
  sleptMs?: number;
  hasDate?: boolean;
}

/** An element whose answers come over a worker, from a host that tells its time. */
function aStageOver(
  way: Way,
  status: "ready" | "pending" | "approved",
  options: StageOptions = {},
) {
  const network = async (request: Request): Promise<Response> => {
    // The first request is sent while the stage is set.
    await Promise.resolve();
    return way.worker.answer(request, async () => {
      const { status: answered, headers: given, body } = await stage.handler(request.clone());
      const headers = new Headers(given);
      const nowMs =
        hostStartMs + stage.environment.elapsedMs() + (way.skewMs ?? 0) + (way.sleptMs ?? 0);
      if (way.hasDate === false) headers.delete("Date");
      else headers.set("Date", new Date(nowMs).toUTCString());
      return new Response(body, { status: answered, headers });
    });
  };
  const stage: Stage = aStage({ customer: { preset: "ready" }, network, ...options });
  if (status !== "ready") stage.simulator.setStatus(stage.customerId, status);
  return stage;
}

async function refreshed(stage: Stage): Promise<void> {
  stage.element.refresh();
  await stage.atRest();
}

const customerReads = ({ sent }: Stage) =>
  sent.filter(({ path }) => path.endsWith("/customer")).map(({ request }) => request.url);

const approvedOf = (worker: KeepingWorker) =>
  Promise.all(worker.kept.map(async (each) => (await each.clone().text()).includes("approved")));

/** Somebody who is approved has used the page of this worker before. */
async function afterAnApproved(way: Way): Promise<void> {
  const stage = aStageOver(way, "ready");
  const { simulator, login } = stage;
  login.id = simulator.createCustomer({ preset: "ready" });
  simulator.setStatus(login.id, "approved");
  await stage.shows(text("heading.approved"));
  await refreshed(stage);
  stage.remove();
}

describe("an answer about another customer, kept by address", () => {
  const workers: Readonly<Record<string, Parameters<typeof aKeepingWorker>[0]>> = {
    "as it is": { revalidates: false },
    "and asked for again behind it": { revalidates: true },
  };
  for (const [how, init] of Object.entries(workers)) {
    it(`is never shown and never an event: ${how}`, async () => {
      const worker = aKeepingWorker(init);
      await afterAnApproved({ worker });
      const stage = aStageOver({ worker }, "ready");
      await stage.shows(text("text.ready"));
      await refreshed(stage);

      expect(await approvedOf(worker), "control: it was kept").to.include(true);
      expect(stage.element.status).to.equal("incomplete");
      expect(stage.element.customer?.id).to.equal(stage.customerId);
      expect(stage.eventTypes()).to.deep.equal(["ready"]);
    });
  }

  it("is refused when it comes for every query, and the developer reads why", async () => {
    const worker = aKeepingWorker({ ignoresQuery: true, revalidates: false });
    await afterAnApproved({ worker });
    const stage = aStageOver({ worker }, "ready");
    await stage.shows(text("text.ready"));
    await refreshed(stage);

    expect(await approvedOf(worker), "control: it was kept").to.include(true);
    expect(stage.element.customer?.id).to.equal(stage.customerId);
    expect(stage.text()).to.contain(text("problem.unreadable"));
    expect(stage.eventTypes()).to.deep.equal(["ready", "problem"]);
    expect(stage.environment.warnings[0]).to.contain("id: expected the customer of the session");
  });

  it("is not the first that is read where the session does not say whom it is about", async () => {
    const worker = aKeepingWorker({ revalidates: false });
    await afterAnApproved({ worker });
    const session = new Request(new URL("/kyc/session", location.href), { method: "POST" });
    const stage: Stage = aStageOver({ worker }, "ready", {
      prepare: (element) => {
        element.fetchSession = async () => {
          await Promise.resolve();
          const { token } = await (await stage.handler(session)).json();
          return { token };
        };
      },
    });
    await stage.shows(text("text.ready"));
    expect(stage.element.customer?.id).to.equal(stage.customerId);
  });

  it("that comes with a session about somebody else is refused", async () => {
    const session = () => json(201, { ...aSession(), customerId: "customer_b" });
    const stage = aStage({ network: aScriptedHost(undefined, { session }).network });
    for (let turn = 0; turn < 6; turn++) await stage.environment.advance(11_000);
    await stage.shows(text("problem.unreadable"));
    expect(stage.element.customer).to.equal(null);
    expect(stage.eventTypes()).to.deep.equal(["problem"]);
  });

  it("may come with another session: after a renewal the login can be another", async () => {
    const stage = aStageOver({ worker: none }, "ready");
    await stage.shows(text("text.ready"));
    await refreshed(stage);
    stage.login.id = stage.simulator.createCustomer({ preset: "business" });
    stage.simulator.clock.advance(11 * minute);
    stage.element.refresh();
    await stage.shows(text("note.login_changed"));
    expect(stage.element.customer?.id).to.equal(stage.login.id);
  });
});

describe("an old answer about the same customer", () => {
  for (const age of [3 * second, minute]) {
    it(`of ${age} ms is read again at an address of its own`, async () => {
      const worker = aKeepingWorker();
      const stage = aStageOver({ worker }, "pending");
      await stage.shows(text("heading.pending"));
      await refreshed(stage);
      stage.simulator.setStatus(stage.customerId, "approved");
      await stage.environment.advance(age);
      await refreshed(stage);
      await stage.shows(text("heading.approved"));
      expect(worker.kept.length, "control: one was kept").to.be.greaterThan(0);

      await stage.environment.advance(age);
      await refreshed(stage);
      expect(stage.element.status, "the old list does not come back").to.equal("approved");
      expect(stage.eventTypes().filter((type) => type === "statuschange")).to.have.length(1);
    });
  }

  it("that comes at every address is refused", async () => {
    const worker = aKeepingWorker({ ignoresQuery: true, revalidates: false });
    const stage = aStageOver({ worker }, "pending");
    await stage.shows(text("heading.pending"));
    await refreshed(stage);
    await stage.environment.advance(minute);
    stage.sent.splice(0);
    await refreshed(stage);
    const addresses = customerReads(stage);
    expect(addresses).to.have.length(3);
    expect(new Set(addresses).size).to.equal(3);
    expect(stage.environment.warnings[0]).to.contain("Date: expected an answer newer");
  });

  it("is unknown where the host tells no time: every read has an address of its own", async () => {
    const worker = aKeepingWorker();
    const way: Way = { worker, hasDate: false };
    const stage = aStageOver(way, "pending");
    await stage.shows(text("heading.pending"));
    for (let turn = 0; turn < 3; turn++) await refreshed(stage);
    expect(new Set(customerReads(stage)).size).to.equal(3);
    expect(worker.kept).to.deep.equal([]);
  });
});

describe("a fresh answer", () => {
  async function readsOf(way: Way, turns = 3): Promise<[Stage, string[]]> {
    const stage = aStageOver(way, "pending");
    await stage.shows(text("heading.pending"));
    for (let turn = 0; turn < turns; turn++) {
      stage.environment.skew(-turn * 3_600_000);
      await refreshed(stage);
    }
    return [stage, customerReads(stage)];
  }

  it("is read once, at the plain address, whatever the person's clock says", async () => {
    const [stage, addresses] = await readsOf({ worker: none });
    expect(addresses).to.deep.equal(
      Array.from({ length: 3 }, () => new URL("/kyc/customer", location.href).href),
    );
    expect(stage.environment.warnings).to.deep.equal([]);
  });

  it("is known after the device slept, when its own clock stood still", async () => {
    const way: Way = { worker: none };
    const [stage] = await readsOf(way);
    way.sleptMs = 8 * 60 * minute;
    stage.sent.splice(0);
    await refreshed(stage);
    await refreshed(stage);
    expect(customerReads(stage)).to.have.length(2);
  });

  it("may come from a machine whose clock is 25 seconds behind", async () => {
    const way: Way = { worker: none };
    const [stage] = await readsOf(way);
    way.skewMs = -25 * second;
    await refreshed(stage);
    expect(stage.environment.warnings).to.deep.equal([]);
    way.skewMs = -35 * second;
    await refreshed(stage);
    expect(stage.environment.warnings, "control: more is too much").to.have.length(1);
  });
});

describe("a scripted host without a name for its session", () => {
  it("is held to the first customer that was read under the token", async () => {
    const host = aScriptedHost();
    const stage = aStage({ network: host.network });
    await stage.shows(text("text.ready"));
    host.customer = aCustomer({
      id: "customer_b",
      verificationProfiles: [aProfile("approved")],
    });
    await refreshed(stage);
    expect(stage.element.status).to.equal("incomplete");
    expect(stage.text()).to.contain(text("problem.unreadable"));
  });
});
