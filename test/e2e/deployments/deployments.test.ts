import { after, before, describe, it } from "node:test";
import { text } from "../../element/fixtures/texts.js";
import { ownItems } from "../../hosts/journey.js";
import { type Browser, engines, openBrowser } from "../browsers.js";
import { createCard, refresh } from "../card.js";
import { type Deployment, withDeployed } from "./deployment.js";
import { lambda } from "./lambda.js";
import { nextWithSlashes } from "./next.js";
import { tlsProxy } from "./tls-proxy.js";

const deployments: Readonly<Record<string, Deployment>> = {
  "Express in AWS Lambda, behind API Gateway": lambda,
  "Next with trailingSlash": nextWithSlashes,
  "a proxy that ends TLS and renames Host": tlsProxy,
};

for (const engine of engines()) {
  describe(`in ${engine.name} the journey leads to approved with`, () => {
    let browser: Browser;
    before(async () => {
      browser = await openBrowser(engine, { acceptInsecureCerts: true });
    });
    after(() => browser.close());

    for (const [name, deployment] of Object.entries(deployments)) {
      it(name, () =>
        withDeployed(deployment, async ({ pageUrl, simulator, customerId }) => {
          const { says, click } = createCard(browser);
          await browser.goto(pageUrl);
          await says(text("heading.incomplete.individual"));

          for (const requirement of ownItems) simulator.complete(customerId, requirement);
          await refresh(browser);
          await says(text("text.ready"));
          await click(text("action.submit"));
          await browser.waitFor(`document.querySelector("main")?.dataset.state === "open"`);
          await browser.click(`document.querySelector("#complete")`);
          await browser.waitFor(`document.querySelector("main")?.dataset.state === "completed"`);

          await browser.goto(pageUrl);
          await says(text("heading.pending"));
          simulator.approve(customerId);
          await refresh(browser);
          await says(text("heading.approved"));
        }),
      );
    }
  });
}
