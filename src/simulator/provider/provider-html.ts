import type { LinkKind } from "./link-book.js";

/** The state of a provider page; `data-state` of `<main>` contains it. */
export type ProviderPageState =
  | "open"
  | "completed"
  | "failed"
  | "abandoned"
  | "expired"
  | "unknown";

/** The content of a page. All of it is escaped. */
export interface ProviderPageContent {
  readonly state: ProviderPageState;
  /** What the customer came to do; the whole verification where no link is known. */
  readonly kind: LinkKind;
  /** The customer; left out when unknown. */
  readonly email?: string;
  /** ISO 8601. */
  readonly expiresAt?: string;
}

const goBack = "You can close this page and go back.";

type Texts = Record<ProviderPageState, readonly [heading: string, ...paragraphs: string[]]>;

const verificationTexts: Texts = {
  open: ["Identity check", "Choose how this check ends."],
  completed: ["The check is complete", "The result will be reviewed.", goBack],
  failed: ["The check did not pass", "You can fix the problem and try again.", goBack],
  abandoned: ["You left without finishing", "Nothing was sent.", goBack],
  expired: ["This link has expired", "Go back to where you came from and request a new one."],
  unknown: ["No such check", "This link leads nowhere. Check that it is complete."],
};

const textsByKind: Record<LinkKind, Texts> = {
  verification: verificationTexts,
  terms: {
    ...verificationTexts,
    open: ["Terms of service", "Accept the terms, or leave them for later."],
    completed: ["The terms are accepted", goBack],
    abandoned: ["You left without accepting", "Nothing was sent.", goBack],
  },
  face: {
    ...verificationTexts,
    open: ["Face check", "Choose how this check ends."],
    completed: ["The face check is complete", goBack],
  },
};

/** A page in plain HTML, without scripts and without a way back, because SpherePay has none. */
export function providerHtml({ state, kind, email, expiresAt }: ProviderPageContent): string {
  const [heading, ...paragraphs] = textsByKind[kind][state];
  const facts = [
    ...(email === undefined ? [] : [`<dt>For</dt><dd>${escapeHtml(email)}</dd>`]),
    ...(expiresAt === undefined
      ? []
      : [`<dt>Link valid until</dt><dd>${timeElement(expiresAt)}</dd>`]),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(textsByKind[kind].open[0])} (simulated)</title>
<style>${pageStyle}</style>
</head>
<body>
<main data-state="${state}">
<p class="banner">Simulated provider: no document is checked, nothing is sent.</p>
<h1>${escapeHtml(heading)}</h1>
${facts.length === 0 ? "" : `<dl>${facts.join("")}</dl>`}
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
${state === "open" || state === "failed" ? formByKind[kind] : ""}
</main>
</body>
</html>
`;
}

// Without an `action` the form goes to the page's own address, wherever the page is mounted.
const form = (...buttons: readonly string[]) =>
  `<form method="post">\n${buttons.join("\n")}\n</form>`;
const button = (action: string, words: string) =>
  `<button id="${action}" name="action" value="${action}">${words}</button>`;

const leaveButton = button("abandon", "Leave without finishing");
const checkForm = form(
  button("complete", "Complete the check"),
  button("fail", "Fail the check (adds an error)"),
  leaveButton,
);
const formByKind: Record<LinkKind, string> = {
  verification: checkForm,
  face: checkForm,
  terms: form(button("complete", "Accept the terms"), leaveButton),
};

const pageStyle = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 32rem; margin: 0 auto; padding: 2rem 1rem; }
.banner { margin: 0; padding: 0.5rem 0.75rem; border: 1px dashed; }
h1 { font-size: 1.5rem; line-height: 1.25; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
form { display: grid; gap: 0.75rem; }
button { min-height: 2.75rem; padding: 0.5rem 1rem; font: inherit; cursor: pointer; }
`;

function timeElement(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso)}</time>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
