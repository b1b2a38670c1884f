// What stands for Lambda's runtime: loads the bundle at LAMBDA_TASK_ROOT and answers one event at a time, in JSON.
const { join } = require('node:path');

const { handler } = require(join(process.env.LAMBDA_TASK_ROOT, 'handler.js'));

process.on('message', ({ id, event }) => {
  void (async () => {
    try {
      const answer = await handler(JSON.parse(event), { awsRequestId: String(id), functionName: 'local', memoryLimitInMB: '1024' });
      process.send({ id, answer: JSON.stringify(answer) });
    } catch (error) {
      process.send({ id, failure: { name: error.name, message: error.message } });
    }
  })();
});
process.send({ ready: true });
