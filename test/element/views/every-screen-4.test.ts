import { describeScreens } from "../fixtures/every-screen.js";

describeScreens(4);
