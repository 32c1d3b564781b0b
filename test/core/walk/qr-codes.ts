/** Which QR code may be on screen: that of a click, while its link leads somewhere. */
import { checklist, type OverallStatus } from "../../../src/core/checklist.js";
import type { Customer } from "../../../src/core/customer.js";
import { must, type Seen } from "./violation.js";

const unfinished: readonly OverallStatus[] = ["incomplete", "pending"];

/** Every profile that names the step at the provider's page has it complete. */
function isProviderDone({ verificationProfiles }: Customer): boolean {
  const lists = verificationProfiles.flatMap(({ criteria }) => (criteria ? [criteria] : []));
  const step = "identity_verification";
  const isLeft = lists.some(
    ({ required, pending, errors }) =>
      [...required, ...pending].includes(step) || errors.some(({ name }) => name === step),
  );
  return !isLeft && lists.some(({ complete }) => complete.includes(step));
}

export class QrCodes {
  #isClosed = false;

  watch({ before, event, after, commands }: Seen): void {
    const shown = before.kind === "open" ? before.qrCode : null;
    if (event.type === "qrCodeClosed") this.#isClosed = true;
    if (event.type === "clicked" && before !== after) this.#isClosed = false;
    if (after.kind !== "open" || !after.qrCode) return;
    const { qrCode, customer, profile } = after;
    must(!this.#isClosed, "a closed QR code opens by a click alone");
    must(
      unfinished.includes(checklist(customer, profile).status),
      "a QR code is on screen only while it is useful",
    );
    must(
      !isProviderDone(customer),
      "a QR code is gone when the customer has finished at the provider's page",
    );
    must(
      after.task?.destination !== "navigate",
      "no QR code stays while the customer leaves this page",
    );
    if (!qrCode.expired && shown !== qrCode) {
      must(
        commands.some((each) => each.do === "showQrCode"),
        "a QR code is on screen only with a link behind it",
      );
    }
  }
}
