import aslValidator from 'asl-validator';
import { machineOptions, sageMaker } from '../testing/model-run';
import { buildStateMachine } from './build-state-machine';

it('is valid Amazon States Language', () => {
  const { isValid, errorsText } = aslValidator(JSON.parse(JSON.stringify(buildStateMachine(machineOptions))), { checkArn: true, checkPaths: true });
  expect([isValid, errorsText('\n')]).toEqual([true, '']);
});

it('refuses a region without a container when the machine is built', () => {
  expect(() => buildStateMachine({ ...machineOptions, engine: { ...sageMaker, region: 'moon-east-1' } })).toThrow(expect.objectContaining({ code: 'XGBOOST_NO_IMAGE' }));
});
