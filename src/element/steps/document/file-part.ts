/** What a document has beside its kinds: countries, slots, sending. Loaded behind the first screen. */
import { countryNames } from "../countries.js";
import { checkFile } from "./check-file.js";
import { faultOf } from "./file-check.js";
import { drawPreviews } from "./picture.js";
import { guardPage, keepPage, sendFile } from "./send-file.js";
import { rulesView, slotAnnounced, slotView } from "./slot-view.js";

export const filePart = {
  countryNames,
  checkFile,
  drawPreviews,
  faultOf,
  guardPage,
  keepPage,
  rulesView,
  sendFile,
  slotAnnounced,
  slotView,
};

export type FilePart = typeof filePart;
