export { type Environment, environmentSchema, readEnvironment } from './environment';
export { logFailure } from './log-failure';
export type { ActivationPorts } from './open-ports';
export { ownerFiles, type OwnerFiles, readOwnerFiles } from './owner-files';
export { stepHandler, type StepOptions } from './step-handler';
export { audienceEnvironment, sendingEnvironment } from './sending-environment';
export { audiencePorts, sendingPorts } from './sending-ports';
