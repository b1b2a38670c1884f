/** Fields of a contact that a message may use. */
export const CONTACT_FIELDS: readonly string[] = ['firstName'];
