/** RFC 5321 section 4.5.3.1.3 leaves 254 characters for an address. */
const MAX_LENGTH = 254;
const MAILBOX = /^[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+@[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+\.[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+$/;

/** True for one plain mailbox: never a list, a group, a display name or a second header. */
export function isMailbox(text: string): boolean {
  return text.length <= MAX_LENGTH && MAILBOX.test(text);
}

/** A number as ITU-T E.164 writes it internationally: `+`, a country code that is not 0, at most 15 digits. */
export function isE164(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text);
}

/** A device token of any push service: one word, which can break out of nothing. */
export function isPushToken(text: string): boolean {
  return /^[\w:.~+/=-]{1,4096}$/.test(text);
}
