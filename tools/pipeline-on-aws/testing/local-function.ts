import { fault, inputError, type ParleyError, refusal } from '@parley/errors';
import { bundleFunction } from '@parley/lambda-bundle';
import { STEP_ERRORS } from '@parley/pipeline';
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const HOME = resolve(__dirname, '../../..');

export interface FunctionSpec {
  /** Folder below apps/. */
  app: string;
  /** Texts beside the handler. */
  files: Readonly<Record<string, string>>;
  /** As the stack sets it. */
  environment: Readonly<Record<string, string>>;
  /** A folder of this function's own. */
  folder: string;
}

/** A deployed function: the bundle in a process of its own, with its own environment, temporary files and credentials. */
export interface LocalFunction {
  /** Event and answer go through JSON, as through Lambda. @throws what the function threw, by name. */
  invoke(event: unknown): Promise<unknown>;
  /** All that it wrote to its log. */
  log(): string;
  stop(): void;
}

interface Answer {
  ready?: true;
  id?: number;
  answer?: string;
  failure?: { name: string; message: string };
}

/** Bundles an app as the stacks do and starts it. */
export async function startFunction({ app, files, environment, folder }: FunctionSpec): Promise<LocalFunction> {
  const [root, temporary] = [join(folder, 'task'), join(folder, 'tmp')];
  for (const one of [root, temporary]) mkdirSync(one, { recursive: true });
  execFileSync('python3', ['-m', 'zipfile', '-e', await bundleFunction({ app, files }), root]);
  const env = { PATH: process.env.PATH, NODE_PATH: join(HOME, 'node_modules'), TMPDIR: temporary, LAMBDA_TASK_ROOT: root, ...environment };
  const child = fork(join(__dirname, 'function-process.cjs'), { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const waiting = new Map<number, (answer: Answer) => void>();
  let calls = 0;
  await new Promise<void>((started, failed) => {
    child.on('message', (message: Answer) => {
      if (message.ready) started();
      else waiting.get(message.id ?? 0)?.(message);
    });
    child.once('exit', (code) => {
      const gone = { failure: { name: 'Runtime.ExitError', message: `${app} ended with ${code}: ${log.slice(-2000)}` } };
      failed(new Error(gone.failure.message));
      for (const answer of waiting.values()) answer(gone);
    });
  });
  return {
    invoke: async (event) => {
      const id = (calls += 1);
      const { answer, failure } = await new Promise<Answer>((answered) => {
        waiting.set(id, answered);
        child.send({ id, event: JSON.stringify(event) });
      });
      waiting.delete(id);
      if (failure) throw thrown(app, failure);
      return answer === undefined ? undefined : (JSON.parse(answer) as unknown);
    },
    log: () => log,
    stop: () => void child.kill(),
  };
}

/** A step's failure leaves a function as a name and `CODE: text`; the machine here knows errors by kind and code. */
function thrown(app: string, { name, message }: { name: string; message: string }): ParleyError {
  const [, code = 'FUNCTION_FAILED', text = message] = /^([A-Z_]+): (.*)$/s.exec(message) ?? [];
  const problem = { message: `${app}: ${text}`, repair: 'see the log of the function' };
  if (name === STEP_ERRORS.input) return inputError(code, problem);
  if (name === STEP_ERRORS.refused) return refusal(code, problem);
  return fault(code, problem);
}
