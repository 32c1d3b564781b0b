import { describeScreens } from "./every-screen.js";

describeScreens(5);
