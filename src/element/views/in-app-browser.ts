/**
 * Recognises a browser inside another app, where a camera often does not work: customers read so
 * before the face check, where it would be a dead end.
 */

/** Marks that such browsers put into their user agent, by the app they are in. */
const marks =
  /\b(FBA[NV]|FB_IAB|Instagram|Line\/|MicroMessenger|musical_ly|BytedanceWebview|Twitter|Snapchat|Pinterest|LinkedInApp|KAKAOTALK|Telegram|GSA\/|; wv\))/;

/** An iPhone's real browsers all name Safari; a view inside an app does not. */
const bareAppleView = /\b(iPhone|iPad|iPod)\b(?!.*\bSafari\/)/;

/** Whether a user agent is that of a browser inside another app. A guess: it only ever adds advice. */
export const isInAppBrowser = (userAgent: string): boolean =>
  marks.test(userAgent) || bareAppleView.test(userAgent);
