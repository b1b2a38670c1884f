export { addPartner } from './add-partner';
export type { NewPartner } from './new-partner';
