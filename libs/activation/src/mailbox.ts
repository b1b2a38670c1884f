/** RFC 5321 section 4.5.3.1.3 leaves 254 characters for an address. */
const MAX_LENGTH = 254;
const MAILBOX = /^[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+@[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+\.[^\s@<>()[\],;:"\\\u0000-\u001f\u007f]+$/;

/** True for one plain mailbox: never a list, a group, a display name or a second header. */
export function isMailbox(text: string): boolean {
  return text.length <= MAX_LENGTH && MAILBOX.test(text);
}
