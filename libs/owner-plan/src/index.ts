export { checkTemplate, KNOWN_HELPERS, type TemplatePart } from './check-template';
export { capsOf } from './caps-of';
export { CONTACT_FIELDS } from './contact-fields';
export { loadPlan, planProblems } from './load-plan';
export { placeInPlan } from './place-in-plan';
export { assertPinpointOperation } from './pinpoint-operations';
export * from './schema/campaign';
export * from './schema/plan';
