export { addPartner } from './add-partner';
export { type KitFile, kitFiles, type KitStack } from './kit/kit-files';
export { writeKit } from './kit/write-kit';
export type { NewPartner } from './new-partner';
