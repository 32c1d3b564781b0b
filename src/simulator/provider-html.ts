/** What a provider page is about; it stands in `data-state` of `<main>`. */
export type ProviderPageState =
  | "open"
  | "completed"
  | "failed"
  | "abandoned"
  | "expired"
  | "unknown";

/** What is filled into a page. Every word of it is escaped. */
export interface ProviderPageContent {
  readonly state: ProviderPageState;
  /** Whose check it is; left out where no customer is known. */
  readonly email?: string;
  /** ISO 8601. */
  readonly expiresAt?: string;
}

const GO_BACK = "You can close this page and go back.";

const TEXTS: Record<ProviderPageState, readonly [heading: string, ...paragraphs: string[]]> = {
  open: ["Identity check", "Choose how this check ends."],
  completed: ["The check is complete", "The result will be reviewed.", GO_BACK],
  failed: ["The check did not pass", "What is wrong can be mended: try again.", GO_BACK],
  abandoned: ["You left without finishing", "Nothing was sent.", GO_BACK],
  expired: ["This link has expired", "Go back to where you came from and ask for a new one."],
  unknown: ["No such check", "This link leads nowhere. Check that it is whole."],
};

/** Writes a page: plain HTML without scripts, and never a way back, for SpherePay has none. */
export function providerHtml({ state, email, expiresAt }: ProviderPageContent): string {
  const [heading, ...paragraphs] = TEXTS[state];
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
<title>Identity check (simulated)</title>
<style>${STYLE}</style>
</head>
<body>
<main data-state="${state}">
<p class="banner">Simulated provider: no document is checked, nothing is sent.</p>
<h1>${escapeHtml(heading)}</h1>
${facts.length === 0 ? "" : `<dl>${facts.join("")}</dl>`}
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
${state === "open" || state === "failed" ? FORMS : ""}
</main>
</body>
</html>
`;
}

// Without an `action` the form goes to the page's own address, wherever the page is mounted.
const FORMS = `<form method="post">
<button id="complete" name="action" value="complete">Complete the check</button>
<button id="fail" name="action" value="fail">Fail the check (adds an error)</button>
<button id="abandon" name="action" value="abandon">Leave without finishing</button>
</form>`;

const STYLE = `
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
