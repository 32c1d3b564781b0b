/** The account page: sending money is possible once the element says "approved". */
import "sphere-kyc-onboarding/define";

const element = document.querySelector("sphere-kyc-onboarding");
const sendMoney = document.querySelector<HTMLButtonElement>("#send-money");
const hint = document.querySelector<HTMLElement>("#send-money-hint");
const standing = document.querySelector<HTMLElement>("#standing");

const standings: Readonly<Record<string, string>> = {
  approved: "Verified",
  pending: "In review",
  rejected: "Not verified",
};

/** Only a display: the server checks with SpherePay before it moves money. */
function show(): void {
  const status = element?.status ?? null;
  const isApproved = status === "approved";
  if (sendMoney) sendMoney.disabled = !isApproved;
  if (hint) hint.hidden = isApproved;
  if (standing) {
    const text = status === null ? undefined : (standings[status] ?? "Verification open");
    standing.hidden = text === undefined;
    standing.textContent = text ?? "";
    standing.dataset["status"] = status ?? "";
  }
}

for (const name of ["sphere-kyc-ready", "sphere-kyc-statuschange", "sphere-kyc-problem"]) {
  element?.addEventListener(name, show);
}
