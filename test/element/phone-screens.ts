import { silence } from "./answers.js";
import * as codes from "./codes.js";
import type { ScreenRow } from "./screens.js";
import { submitText } from "./stages.js";

const off = `${submitText}…`;

/** The way over the phone, each screen reached as a customer reaches it. */
export const phoneScreens: readonly ScreenRow[] = [
  {
    name: "a code for the phone",
    build: () => codes.aCodeStage(),
    texts: ["Continue on your phone", "Point your phone’s camera at the code.", "Works until"],
    buttons: [submitText, "Close", "Copy link"],
  },
  {
    name: "a code for the phone in review",
    build: codes.aPendingCodeStage,
    texts: ["We are reviewing your details", "Point your phone’s camera at the code."],
    buttons: ["Continue verification", "Close", "Copy link", "Check again"],
  },
  {
    name: "asking for a code",
    build: async () => {
      const stage = await codes.aPhoneStage({ submit: silence });
      stage.press(codes.openText);
      await stage.shows("Preparing your code");
      return stage;
    },
    texts: ["Everything we need from you is here.", "You will finish on our partner’s secure page"],
    buttons: [off, "Preparing your code…"],
  },
  {
    name: "an expired code",
    build: codes.anExpiredCodeStage,
    texts: ["This code has expired."],
    buttons: [submitText, "Close", "Get a new code"],
  },
  {
    name: "asking for a new code",
    build: async () => {
      const stage = await codes.anExpiredCodeStage();
      stage.host.answers = { submit: silence };
      stage.press("Get a new code");
      await stage.shows("Preparing your code");
      return stage;
    },
    texts: ["This code has expired."],
    buttons: [off, "Close", "Preparing your code…"],
  },
  {
    name: "a code that cannot be drawn",
    build: async () => {
      const loadRest = codes.loadingHandoff(() => Promise.reject(new TypeError("network")));
      const stage = await codes.aPhoneStage({}, { loadRest });
      stage.press(codes.openText);
      await stage.shows("could not be loaded");
      return stage;
    },
    texts: ["Continue on your phone", "could not be loaded."],
    buttons: [submitText, "Close", "Try again"],
  },
];
