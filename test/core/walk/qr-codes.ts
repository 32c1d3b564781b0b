/** What may be on display as a code for the phone: the link of a press, while it leads somewhere. */
import { checklist, type OverallStatus } from "../../../src/core/checklist.js";
import type { Customer } from "../../../src/core/customer.js";
import { must, type Seen } from "./violation.js";

const underWay: readonly OverallStatus[] = ["incomplete", "pending"];

/** Every profile that names the step at the provider's page has it done. */
function isDoneThere({ verificationProfiles }: Customer): boolean {
  const lists = verificationProfiles.flatMap(({ criteria }) => (criteria ? [criteria] : []));
  const step = "identity_verification";
  const isLeft = lists.some(
    ({ required, pending, errors }) =>
      [...required, ...pending].includes(step) || errors.some(({ name }) => name === step),
  );
  return !isLeft && lists.some(({ complete }) => complete.includes(step));
}

export class Codes {
  #isClosed = false;

  watch({ before, event, after, commands }: Seen): void {
    const shown = before.kind === "open" ? before.qrCode : null;
    if (event.type === "qrCodeClosed") this.#isClosed = true;
    if (event.type === "clicked" && before !== after) this.#isClosed = false;
    if (after.kind !== "open" || !after.qrCode) return;
    const { qrCode, customer, profile } = after;
    must(!this.#isClosed, "a code that was closed opens by a press and by nothing else");
    must(
      underWay.includes(checklist(customer, profile).status),
      "a code is on display only while there is something to do with it",
    );
    must(!isDoneThere(customer), "a code is gone when the customer is done where it leads");
    must(after.task?.destination !== "navigate", "who leaves here leaves no code behind");
    if (!qrCode.expired && shown !== qrCode) {
      must(
        commands.some((each) => each.do === "showQrCode"),
        "a code is on display only with a link behind it",
      );
    }
  }
}
