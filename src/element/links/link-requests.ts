/**
 * Owns: the way out: asking for a link, judging it, holding it for the moment until the customer
 * leaves with it, and the tab it may open in.
 * Does not own: when to ask or leave (`core/flow.ts`).
 * Why: a link is a bearer credential; this and the code on display, which gets it from here, are
 * the only places in the browser that ever hold one.
 */

import { type Command, type Event, submit } from "../../core/flow/types.js";
import { readLink, readSubmit } from "../../core/contract.js";
import { defaultLinkHosts, isLinkHost, providerLink } from "../../core/link-policy.js";
import { Problem } from "../../core/problem.js";
import { type HostClient, parseDate } from "../api/host-client.js";
import type { Environment } from "../environment.js";
import { SphereKycLeaveEvent } from "../events.js";
import type { FlowController } from "../flow/flow-controller.js";
import type { FlowHost } from "../flow/flow-host.js";
import { CodeOnDisplay } from "../qr/qr-panel.js";
import { type HeldLink, remainingMs } from "./held-link.js";
import { createDoor, type Door, type WaitingTab } from "./navigation.js";

export class Departure {
  /** The code for the phone, which a link may become instead. */
  readonly code: CodeOnDisplay;
  readonly #host: FlowHost;
  readonly #environment: Environment;
  readonly #door: Door;
  #link: HeldLink | undefined;
  #tab: WaitingTab | undefined;
  #key: { readonly number: number; readonly text: string } | undefined;

  constructor(host: FlowHost, environment: Environment, flow: FlowController) {
    this.#host = host;
    this.#environment = environment;
    this.#door = environment.door ?? createDoor();
    this.code = new CodeOnDisplay(host, environment, this.#door, flow);
  }

  /** Inside a click: opens the tab that the link will need, if it is to open in one. */
  openTab(): void {
    const { target, openLink } = this.#host;
    if (target === "_blank" && !openLink) this.#tab ??= this.#door.openTab();
  }

  /** Closes a tab that no link came for. */
  closeTab(): void {
    this.#tab?.close();
    this.#tab = undefined;
  }

  forget(): void {
    this.#link = undefined;
    this.code.forget();
  }

  /** Hands the held link over to the code on display. */
  showQrCode(): void {
    const held = this.#link;
    this.#link = undefined;
    this.code.show(held);
  }

  /** Text, or a list from a page that sets the property; anything else is as good as nothing. */
  get #linkHosts(): readonly string[] {
    const list: unknown = this.#host.linkHosts;
    const entries: unknown[] = Array.isArray(list) ? list : [list ?? ""];
    const given = entries.flatMap((each) =>
      typeof each === "string" ? each.split(/[\s,]+/).filter(Boolean) : [each],
    );
    const isGood = (each: unknown): each is string => typeof each === "string" && isLinkHost(each);
    for (const entry of given.filter((each) => !isGood(each))) {
      this.#host.tellDeveloper(
        `link-hosts: expected an exact host name, got ${typeof entry === "string" ? JSON.stringify(entry) : typeof entry}`,
      );
    }
    return given.some((each) => typeof each === "string") ? given.filter(isGood) : defaultLinkHosts;
  }

  /** Asks for a link. Equal key numbers in a row are sent as the same idempotency key. */
  async ask(
    { attempt, target, key }: Extract<Command, { do: "requestLink" }>,
    client: HostClient,
    signal: AbortSignal,
  ): Promise<Event> {
    if (this.#key?.number !== key) this.#key = { number: key, text: this.#door.newKey() };
    // As a part of a path these would lead to another route.
    if (/^\.\.?$/.test(target)) throw new Problem("no_such_requirement");
    const submits = target === submit;
    // Before the host is asked: what a page got wrong costs nobody a submit.
    const hosts = this.#linkHosts;
    const { status, json, nowMs } = submits
      ? await client.send("submit", signal, { "Idempotency-Key": this.#key.text })
      : await client.send("link", signal, {}, target);
    if (status === 202) return { type: "submitted", attempt };
    const { url, expiresAt, expiresInSeconds } = submits ? readSubmit(json) : readLink(json);
    const href = providerLink(url, hosts);
    if (!href) {
      throw new Problem("link_refused", {
        explanation: "url: expected an https: address of one of link-hosts",
      });
    }
    const endsMs = parseDate(expiresAt);
    const counted = expiresInSeconds !== undefined && expiresInSeconds * 1000;
    const told = endsMs !== undefined && nowMs !== undefined && endsMs - nowMs;
    const leftMs = counted !== false ? counted : told !== false ? told : Number.POSITIVE_INFINITY;
    const { wallMs, elapsedMs } = this.#environment;
    if (!signal.aborted) this.#link = { href, leftMs, wallMs: wallMs(), elapsedMs: elapsedMs() };
    return { type: "linkReceived", attempt, expired: leftMs <= 0, expiresAt };
  }

  /** Leaves with the held link. Answers what kept the customer here, if anything did. */
  leave({ attempt, target }: Extract<Command, { do: "navigate" }>): Event | undefined {
    const held = this.#link;
    const host = this.#host;
    this.#link = undefined;
    if (!held || remainingMs(held, this.#environment) <= 0) {
      return { type: "linkExpired", attempt };
    }
    const leaving = new SphereKycLeaveEvent(new URL(held.href).host, target === submit ? null : target);
    if (!host.emit(leaving)) return { type: "leaveCancelled", attempt };
    const tab = this.#tab;
    this.#tab = undefined;
    try {
      if (host.openLink) host.openLink(held.href);
      else this.#door.leave(held.href, tab);
      return undefined;
    } catch (cause) {
      const explanation = host.openLink ? "openLink threw" : "the page could not be left";
      const problem = new Problem("link_refused", { explanation, cause });
      return { type: "failed", attempt, during: "leave", problem };
    }
  }
}
