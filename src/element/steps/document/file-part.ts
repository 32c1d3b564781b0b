/** What is needed once a file is chosen, and the names of countries: loaded behind the first screen. */
import { countryNames } from "../countries.js";
import { faultOf, isSameFile } from "./file-check.js";
import { previewOf, shrink } from "./picture.js";
import { sendFile } from "./send-file.js";

export const filePart = { countryNames, faultOf, isSameFile, previewOf, shrink, sendFile };

export type FilePart = typeof filePart;
