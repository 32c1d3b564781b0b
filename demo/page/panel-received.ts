import type { PanelCode, PanelDocument } from "../panel-state.js";
import { make } from "./dom.js";
import type { Act } from "./panel-tools.js";

/** The codes on the customer's phone and in their inbox. */
export function codesView(codes: readonly PanelCode[]): readonly HTMLElement[] {
  if (codes.length === 0) return [make("p", {}, "No codes yet.")];
  const lines = codes.slice(0, 4).map(({ channel, code, isOver }) => {
    const shown = /^\d{6}$/.test(code) ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
    return make(
      "li",
      { class: isOver ? "over" : "" },
      `${channel}: `,
      make("b", {}, shown),
      isOver ? " (over)" : "",
    );
  });
  return [make("ul", { class: "codes" }, ...lines)];
}

/** What SpherePay has received, with its decision about each. */
export function documentsView(
  documents: readonly PanelDocument[],
  act: Act,
  reason: () => string,
): readonly HTMLElement[] {
  if (documents.length === 0) return [make("p", {}, "No documents yet.")];
  const lines = documents
    .slice(0, 6)
    .map(({ id, type, country, side, mimeType, sizeBytes, sha256 }) => {
      const title = [type, country, side].filter(Boolean).join(", ");
      const button = (text: string, action: string, form: Record<string, string> = {}) =>
        make(
          "button",
          {
            type: "button",
            key: `${id} ${action}`,
            label: `${text}: ${title}`,
            onClick: () => void act(action, { document: id, ...form }),
          },
          text,
        );
      return make(
        "li",
        {},
        make("b", {}, title),
        make("small", {}, `${mimeType}, ${sizeBytes.toLocaleString("en")} bytes`),
        make("small", {}, make("code", { title: sha256 }, `sha256 ${sha256.slice(0, 16)}…`)),
        make(
          "span",
          { class: "buttons" },
          button("Accept", "accept-document"),
          button("Refuse", "refuse-document", { detail: reason() }),
        ),
      );
    });
  return [make("ul", { class: "documents" }, ...lines)];
}
