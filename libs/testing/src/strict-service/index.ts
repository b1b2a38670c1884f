export { ConnectionLost, WireFault } from './wire-fault';
export { type Behaviours, inputProblems, type StrictService, startStrictService } from './strict-service';
