// Loads a function's code as Lambda does and calls it once with nothing, in a process of its own. Prints which variables of the
// environment it looked at, whether it loaded, and what it said. Arguments: its folder, and the environment as JSON.
import { createRequire } from 'node:module';

const [folder, environment] = process.argv.slice(2);
const looked = new Set();
const told = { ...process.env, ...JSON.parse(environment), LAMBDA_TASK_ROOT: folder };
process.env = new Proxy(told, {
  get: (all, name) => {
    looked.add(String(name));
    return all[name];
  },
});
const context = { awsRequestId: 'r', functionName: 'f', invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:f', memoryLimitInMB: '512', getRemainingTimeInMillis: () => 1000 };
let loaded = false;
let said = '';
try {
  const { handler } = createRequire(import.meta.url)(`${folder}/handler.js`);
  loaded = true;
  await handler({}, context);
} catch (error) {
  said = `${error?.name}: ${error?.message}`;
}
process.stdout.write(`\n${JSON.stringify({ looked: [...looked], loaded, said })}\n`, () => process.exit(0));
