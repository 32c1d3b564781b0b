/**
 * Owns: a provider's link from the click to the navigation: requesting it, validating it, holding it
 * for a moment, and the tab it may open in.
 * Does not own: when to request or navigate (`core/flow`), the QR code (`qr/`), which takes it over.
 * Why: a link is a bearer credential; it is held here and in the open QR panel, nowhere else.
 */
import { readLink, readSubmit, routes } from "../../core/contract.js";
import type { Command, Event } from "../../core/flow/types.js";
import { defaultLinkHosts, isLinkHost, isLoopback, providerLink } from "../../core/link-policy.js";
import { Problem } from "../../core/problem.js";
import { requirementOf, type Target } from "../../core/target.js";
import type { HostClient } from "../api/host-client.js";
import { parseDate } from "../api/json-answer.js";
import type { WaitingTab } from "../environment.js";
import { SphereKycLeaveEvent } from "../events.js";
import type { ElementPort } from "../ports.js";
import { type HeldLink, remainingMs } from "./held-link.js";

export class ProviderLinks {
  readonly #element: ElementPort;
  #link: HeldLink | undefined;
  #tab: WaitingTab | undefined;
  #key: { readonly number: number; readonly text: string } | undefined;

  constructor(element: ElementPort) {
    this.#element = element;
  }

  /** Inside a click: opens the tab that the link will need, if it is to open in one. */
  openTab(): void {
    const { settings, environment } = this.#element;
    if (settings.target === "_blank" && !settings.openLink) this.#tab ??= environment.openTab();
  }

  /** Closes a tab that no link came for. */
  closeTab(): void {
    this.#tab?.close();
    this.#tab = undefined;
  }

  /** Hands over the held link, which is held here no more. */
  take(): HeldLink | undefined {
    const held = this.#link;
    this.#link = undefined;
    return held;
  }

  /**
   * The hosts that a link may lead to. Text, or a list from a page that sets the property; entries of
   * any other type are ignored. Where the page sets none, these are SpherePay's known hosts, and what
   * is running on the same machine while the page does as well.
   * @param wanted Where a link leads, or may lead.
   */
  #linkHosts(wanted: readonly string[]): readonly string[] {
    const list: unknown = this.#element.settings.linkHosts;
    const entries: unknown[] = Array.isArray(list) ? list : [list ?? ""];
    const given = entries.flatMap((each) =>
      typeof each === "string" ? each.split(/[\s,]+/).filter(Boolean) : [each],
    );
    const isGood = (each: unknown): each is string => typeof each === "string" && isLinkHost(each);
    for (const entry of given.filter((each) => !isGood(each))) {
      this.#element.warnDeveloper(
        `link-hosts: expected an exact host name, got ${typeof entry === "string" ? JSON.stringify(entry) : typeof entry}`,
      );
    }
    if (given.some((each) => typeof each === "string")) return given.filter(isGood);
    const page = /^http:\/\/[^/]+/.exec(this.#element.environment.pageUrl())?.[0] ?? "";
    return [...defaultLinkHosts, ...(isLoopback(page) ? wanted.filter(isLoopback) : [])];
  }

  /** Why no link of this host would be followed; `undefined` as long as one might be. */
  refusalBy({ session }: HostClient): Problem | undefined {
    // Nothing that came over the network is shown but the names of hosts.
    const stated = (session.linkHosts ?? []).filter(isLinkHost);
    const hosts = this.#linkHosts(stated);
    if (!stated.length || stated.some((each) => hosts.includes(each))) return undefined;
    const explanation = `link-hosts: allows none of the host's own, ${stated.join(" ")}`;
    return new Problem("link_refused", { explanation });
  }

  /** Requests a link. Equal key numbers in a row are sent as the same idempotency key. */
  async request(
    { attempt, target, key }: Extract<Command, { do: "requestTarget" }>,
    client: HostClient,
    signal: AbortSignal,
  ): Promise<Event> {
    // Before the host is asked: a mistake of the page costs the customer no submit.
    const refusal = this.refusalBy(client);
    if (refusal) throw refusal;
    const { status, json, nowMs } = await this.#send(target, key, client, signal);
    if (status === 202) return { type: "submitted", attempt };
    const { url, expiresAt, expiresInSeconds } =
      target.kind === "submit" ? readSubmit(json) : readLink(json);
    const origin = /^\w+:\/\/[^/?#]+/.exec(url)?.[0] ?? "";
    const href = providerLink(url, this.#linkHosts([origin]));
    if (!href) {
      throw new Problem("link_refused", {
        explanation: "url: expected an https: address of one of link-hosts",
      });
    }
    const leftMs = timeLeftMs(expiresInSeconds, parseDate(expiresAt), nowMs);
    const { environment } = this.#element;
    if (!signal.aborted) {
      const [wallMs, elapsedMs] = [environment.wallMs(), environment.elapsedMs()];
      this.#link = { href, leftMs, wallMs, elapsedMs };
    }
    return { type: "linkReceived", attempt, expired: leftMs <= 0 };
  }

  #send(target: Target, key: number, client: HostClient, signal: AbortSignal) {
    if (target.kind !== "submit") {
      return client.send(routes.link, signal, { requirement: target.name });
    }
    if (this.#key?.number !== key) {
      this.#key = { number: key, text: this.#element.environment.newKey() };
    }
    return client.send(routes.submit, signal, { headers: { "Idempotency-Key": this.#key.text } });
  }

  /** Leaves with the held link. Returns what kept the customer here, if anything did. */
  navigate({ attempt, target }: Extract<Command, { do: "navigate" }>): Event | undefined {
    const { settings, environment, emit } = this.#element;
    const held = this.take();
    if (!held || remainingMs(held, environment) <= 0) return { type: "linkExpired", attempt };
    const leaving = new SphereKycLeaveEvent(new URL(held.href).host, requirementOf(target));
    if (!emit(leaving)) return { type: "leaveCancelled", attempt };
    const tab = this.#tab;
    this.#tab = undefined;
    try {
      if (settings.openLink) settings.openLink(held.href);
      else environment.navigate(held.href, tab);
      return undefined;
    } catch (cause) {
      const explanation = settings.openLink ? "openLink threw" : "the page could not be left";
      const problem = new Problem("link_refused", { explanation, cause });
      return { type: "failed", attempt, during: "leave", problem };
    }
  }
}

/** How long a link is good for, by the host's clock alone; `Infinity` when the host did not tell. */
function timeLeftMs(
  expiresInSeconds: number | undefined,
  endsMs: number | undefined,
  nowMs: number | undefined,
): number {
  if (expiresInSeconds !== undefined) return expiresInSeconds * 1000;
  return endsMs === undefined || nowMs === undefined ? Number.POSITIVE_INFINITY : endsMs - nowMs;
}
