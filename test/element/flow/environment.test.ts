import { expect } from "@open-wc/testing";
import {
  currentEnvironment,
  type PageFact,
  type WaitingTab,
} from "../../../src/element/environment.js";
import { until } from "../fixtures/stage.js";

const longestTimerMs = 2 ** 31 - 1;

/** A tab that records the anchors clicked in it, and goes nowhere. */
function aTab() {
  const clicks: Record<string, string>[] = [];
  const anchors: HTMLAnchorElement[] = [];
  const own = document.implementation.createHTMLDocument();
  const createElement = (name: string) => {
    const anchor = document.createElement("a");
    anchors.push(anchor);
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      const { rel, referrerPolicy, target, href } = anchor;
      clicks.push({ name, rel, referrerPolicy, target, href });
    });
    return anchor;
  };
  const tab: WaitingTab = {
    document: Object.assign(own, { createElement }),
    closed: false,
    close() {},
  };
  return { tab, clicks, anchors };
}

describe("the real page", () => {
  it("calls back after a while, unless that was cancelled", async () => {
    const { after } = currentEnvironment();
    const calls: string[] = [];
    const cancel = after(0, () => calls.push("cancelled"));
    cancel();
    cancel();
    after(1, () => calls.push("called"));
    await until(() => calls.length);
    expect(calls).to.deep.equal(["called"]);
  });

  it("never calls back after more than 24.8 days, where a bare timer calls at once", async () => {
    const { after } = currentEnvironment();
    const calls: string[] = [];
    for (const ms of [longestTimerMs + 1, 28 * 86_400_000, 1e15, Number.POSITIVE_INFINITY]) {
      after(ms, () => calls.push(`after ${ms}`))();
      after(ms, () => calls.push(`after ${ms}`));
    }
    const cancel = after(longestTimerMs, () => calls.push("the longest"));
    setTimeout(() => calls.push("bare"), longestTimerMs + 1);
    after(20, () => calls.push("control"));
    await until(() => calls.includes("control"));
    cancel();
    expect(calls).to.deep.equal(["bare", "control"]);
  });

  it("reports what happens to it until it is watched no more", () => {
    const { watch } = currentEnvironment();
    const facts: PageFact[] = [];
    const happen = () => {
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
      dispatchEvent(new Event("online"));
      document.dispatchEvent(new Event("visibilitychange"));
    };
    const stop = watch((fact) => facts.push(fact));
    happen();
    const seen: PageFact[] = ["hidden", "restored", "online"];
    expect(facts).to.deep.equal(
      document.visibilityState === "visible" ? [...seen, "visible"] : seen,
    );

    const before = facts.length;
    stop();
    stop();
    happen();
    expect(facts).to.have.length(before);
  });

  it("navigates in the tab through an anchor without Referer and opener, which keeps no link", () => {
    const { navigate } = currentEnvironment();
    const { tab, clicks, anchors } = aTab();
    navigate("https://in.sumsub.com/websdk/p/abc#x", tab);

    expect(clicks).to.deep.equal([
      {
        name: "a",
        rel: "noopener noreferrer",
        referrerPolicy: "no-referrer",
        target: "_self",
        href: "https://in.sumsub.com/websdk/p/abc#x",
      },
    ]);
    expect(anchors[0]?.hasAttribute("href")).to.equal(false);
  });

  it("navigates in this tab", async () => {
    const before = location.href;
    const there = new URL("#there", before).href;
    currentEnvironment().navigate(there, undefined);
    await until(() => location.href === there);
    history.replaceState(null, "", before);
    expect(document.querySelectorAll("a")).to.have.length(0);
  });

  for (const [name, lost] of Object.entries<() => WaitingTab>({
    closed: () => ({ ...aTab().tab, closed: true }),
    "taken elsewhere": () => ({
      ...aTab().tab,
      get document(): Document {
        throw new DOMException("cross-origin", "SecurityError");
      },
    }),
  })) {
    it(`navigates in this tab when the waiting one was ${name}`, async () => {
      const before = location.href;
      const there = new URL(`#there-${name.length}`, before).href;
      currentEnvironment().navigate(there, lost());
      await until(() => location.href === there);
      history.replaceState(null, "", before);
    });
  }

  it("has two clocks, randomness, and keys that nobody can guess", () => {
    const { wallMs, elapsedMs, random, newKey } = currentEnvironment();
    expect(wallMs()).to.be.greaterThan(Date.parse("2025-01-01"));
    expect(elapsedMs()).to.be.at.most(elapsedMs());
    expect(random()).to.be.within(0, 1);
    const keys = new Set(Array.from({ length: 1_000 }, newKey));
    expect(keys.size).to.equal(1_000);
    for (const key of keys) expect(key).to.match(/^[0-9a-f]{32}$/);
  });

  it("knows its address, its visibility, and its browser", () => {
    const { pageUrl, isVisible, userAgent, languages } = currentEnvironment();
    expect(pageUrl()).to.equal(document.baseURI);
    expect(isVisible()).to.equal(document.visibilityState === "visible");
    expect(userAgent()).to.equal(navigator.userAgent);
    expect(languages()).to.deep.equal(navigator.languages);
  });
});
