import { type Html, html } from "./html.js";
import type { People, Person } from "./people.js";
import { type Step, steps } from "./steps.js";

/** The content of the account page. */
export interface AccountFacts {
  readonly person: Person;
  /** Hosts of the provider's pages, when they differ from the package's default. */
  readonly linkHosts: readonly string[];
  /** Only with the simulator: the people of the panel that plays SpherePay. */
  readonly people?: People;
}

function layout(title: string, person: Person | undefined, main: Html, panel?: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - Meridian (demo)</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/page.css">
${person && html`<script type="module" src="/assets/account.js"></script>`}
${panel && html`<script type="module" src="/assets/panel.js"></script>`}
</head>
<body>
<div class="site">
<header class="top">
<a class="brand" href="/"><span class="brand-mark" aria-hidden="true"></span>Meridian</a>
<nav aria-label="Main">${person && html`<a href="/">Account</a>`}<a href="/support">Support</a></nav>
${
  person &&
  html`<form class="who" method="post" action="/logout">
<span>${person.name}</span><button class="plain">Sign out</button></form>`
}
</header>
<main>
${main}
</main>
<footer class="fine">Meridian is a made-up company. This is a demonstration: no money moves.</footer>
</div>
${panel}
</body>
</html>
`;
}

/** The choice of people who can sign in. */
export function loginPage(people: People): Html {
  const choices = people.all().map(
    ({ id, name, about }) => html`<li><button name="person" value="${id}">
<b>Sign in as ${name}</b><small>${about}</small></button></li>`,
  );
  return layout(
    "Sign in",
    undefined,
    html`<section class="narrow">
<h1>Sign in</h1>
<p>A real site would ask for a password. Choose who you are.</p>
<form method="post" action="/login"><ul class="people">
${choices}
</ul></form>
</section>`,
  );
}

/** The account: balance, sending money, and the verification it requires. */
export function accountPage({ person, linkHosts, people }: AccountFacts): Html {
  const main = html`<div class="columns">
<section class="account" aria-labelledby="account-heading">
<div class="account-top"><h1 id="account-heading">Account</h1>
<span class="chip" id="standing" hidden></span></div>
<p class="balance"><span>Available</span>$2,480.00</p>
<form method="post" action="/transfers">
<button class="main-button" id="send-money" disabled>Send money</button></form>
<p class="fine" id="send-money-hint">You can send money as soon as you are verified.</p>
<dl class="facts"><div><dt>Account</dt><dd>•••• 4417</dd></div>
<div><dt>Daily limit</dt><dd>$5,000.00</dd></div></dl>
</section>
<section aria-label="Verification">
<sphere-kyc-onboarding endpoint="/kyc" support-href="/support"${
    linkHosts.length > 0 ? html` link-hosts="${linkHosts.join(" ")}"` : undefined
  }>
${people && steps.map(stepLink)}
${people && person.customerId === null ? beginForm : undefined}
</sphere-kyc-onboarding>
</section>
</div>`;
  return layout("Account", person, main, people && panelColumn(person, people));
}

function stepLink({ requirement, action, title }: Step): Html {
  return html`<a class="step" slot="${requirement}" href="/steps/${requirement}"
aria-label="${action}: ${title}">${action}</a>`;
}

const beginForm = html`<form slot="not-started" method="post" action="/begin">
<p>We know your name and address already. Begin, and your checklist appears here.</p>
<button class="main-button">Begin verification</button></form>`;

function panelColumn(person: Person, people: People): Html {
  const options = people
    .all()
    .map(({ id, name, about }) =>
      id === person.id
        ? html`<option value="${id}" selected>${name}: ${about}</option>`
        : html`<option value="${id}">${name}: ${about}</option>`,
    );
  return html`<aside class="panel" aria-label="SpherePay, simulated: a tool for developers">
<details open><summary><b>SpherePay (simulated)</b><span>Developer tool</span></summary>
<form class="panel-part" id="pick" method="post" action="/login">
<label>Customer<select name="person">${options}</select></label></form>
<div id="panel"></div></details>
</aside>`;
}

/** The host's own page for one requirement. */
export function stepPage(person: Person, { requirement, title, text, button }: Step): Html {
  return layout(
    title,
    person,
    html`<section class="narrow">
<h1>${title}</h1>
<p>${text}</p>
<form method="post" action="/steps/${requirement}"><button class="main-button">${button}</button></form>
<p><a href="/">Back to your account</a></p>
</section>`,
  );
}

/** One message, and a link back. */
export function messagePage(person: Person | undefined, title: string, text: string): Html {
  return layout(
    title,
    person,
    html`<section class="narrow">
<h1>${title}</h1>
<p>${text}</p>
<p><a class="back" href="/">${person ? "Back to your account" : "Sign in"}</a></p>
</section>`,
  );
}
