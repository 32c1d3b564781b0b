import { pictureName, type Variant } from "./variants.js";

/** The page that shows every picture, by screen. */
export function indexPage(screens: readonly string[], variants: readonly Variant[]): string {
  const picture = (screen: string, { name, width }: Variant) => `
    <figure>
      <img src="${pictureName(screen, name)}" alt="${escaped(screen)}, ${name}" loading="lazy">
      <figcaption>${name}, ${width} px</figcaption>
    </figure>`;
  const section = (screen: string) => `
  <section>
    <h2>${escaped(screen)}</h2>
    <div>${variants.map((variant) => picture(screen, variant)).join("")}
    </div>
  </section>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every screen of sphere-kyc-onboarding</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 2rem; background: light-dark(#fff, #0d1016); color: light-dark(#10131a, #f2f4f8); }
  h2 { font-size: 1.125rem; margin: 2.5rem 0 0.75rem; }
  section > div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  figure { margin: 0; flex: none; }
  img { display: block; border-radius: 8px; }
  figcaption { font-size: 0.875rem; opacity: 0.75; padding-top: 0.25rem; }
</style>
</head>
<body>
<h1>Every screen</h1>
<p>Written by <code>npm run screens</code>, which makes sure that each screen is there before it takes
its picture. ${screens.length} screens.</p>${screens.map(section).join("")}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
