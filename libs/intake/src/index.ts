export { ForgottenList, type Known } from './forgotten/forgotten-list';
export * from './intake-table';
export * from './upload/normalize-upload';
