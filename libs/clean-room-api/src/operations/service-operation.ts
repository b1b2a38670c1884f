import type { Call, Members } from '../operation';
import { internal } from '../service-error';
import type { ServiceOperation, ServiceParts } from '../state/service-parts';

/** Who calls, and the service. */
export type ServiceCall = Call<ServiceParts>;

/** A shape of the SDK as it is once the request was checked: what is required is there. */
export type Checked<T> = T extends Date | string | number | boolean ? T : { [K in keyof T]: Checked<Exclude<T[K], undefined>> };

/**
 * An operation whose input and output have the SDK's shapes. It answers once everything it may have seen or changed is on
 * disk, so that no answer tells what a crash could take back.
 */
export function operation<Input extends object, Output extends object | void>(
  name: string,
  handle: (input: Checked<Input>, call: ServiceCall) => Output | Promise<Output>,
): ServiceOperation {
  return {
    name,
    handle: async (input, call) => {
      const { state } = call.service;
      const losses = state.losses;
      const output = await handle(input as Checked<Input>, call);
      await state.settled();
      if (state.losses !== losses) throw internal(new Error('what this call may have seen could not be written to disk'));
      return (output ?? {}) as Members;
    },
  };
}
