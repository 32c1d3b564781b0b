/** Where a code goes: the two kinds that SpherePay knows. */
export type CodeChannel = "email" | "phone";

/** What may leave the host of a customer's address and number. */
export type MaskedContacts = Readonly<Partial<Record<CodeChannel, string>>>;

const dots = "•••";
const longest = 254;
const emailForm = /^([^\s@])([^\s@]*)(@[^\s@]+)$/u;
// The calling codes of one and of two digits; all others have three.
const phoneForm =
  /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})\d{3,}(\d{3})$/;
// Control and direction marks: text that could pretend to be other text.
const invisible = /\p{C}/u;

function maskedEmail(email: string): string | undefined {
  const [, first = "", rest = "", domain = ""] = emailForm.exec(email) ?? [];
  if (!domain) return undefined;
  // Of a name of one letter the letter would be all of it.
  return `${rest ? first : ""}${dots}${domain}`;
}

function maskedPhone(phone: string): string | undefined {
  const [, country, end] = phoneForm.exec(phone.replace(/[\s().-]/g, "")) ?? [];
  return country && end ? `+${country} ${dots} ${dots} ${end}` : undefined;
}

/**
 * An email address or a phone number (E.164) as it may leave the host: `a•••@example.com`,
 * `+34 ••• ••• 142`.
 * @returns `undefined` for anything that cannot be masked.
 */
export function maskedContact(channel: CodeChannel, contact: unknown): string | undefined {
  if (typeof contact !== "string" || contact.length > longest || invisible.test(contact)) {
    return undefined;
  }
  return channel === "email" ? maskedEmail(contact) : maskedPhone(contact);
}

/** What of SpherePay's customer, as it came, says where codes go. */
export function maskedContacts(customer: unknown): MaskedContacts {
  const { email, phone } = Object(customer);
  const masked = { email: maskedContact("email", email), phone: maskedContact("phone", phone) };
  return {
    ...(masked.email && { email: masked.email }),
    ...(masked.phone && { phone: masked.phone }),
  };
}
