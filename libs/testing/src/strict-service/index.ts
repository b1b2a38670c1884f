export { ConnectionLost, WireFault } from './wire-fault';
export { type Behaviours, inputProblems, outputProblems, type StrictService, startStrictService } from './strict-service';
