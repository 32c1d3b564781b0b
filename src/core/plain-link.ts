/** What every judged link is made of: visible ASCII without a backslash, 2,048 characters at most. */
export const plainLink = /^[!-[\]-~]{1,2048}$/;
