export type { TemplateArns } from './ensure-templates';
export type { Connection } from './member-api';
export * from './set-up-pair';
