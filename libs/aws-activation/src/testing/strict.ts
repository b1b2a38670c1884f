import { type Behaviours, type StrictService, startStrictService } from '@parley/testing';
import type { Connection } from '../channels/connection';

/** A strict service, and how a channel gets at it. */
async function strict(name: string, behaviours: Behaviours): Promise<StrictService & { connection: Connection }> {
  const service = await startStrictService(name, behaviours);
  return { ...service, connection: { region: 'eu-west-1', endpoint: service.endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, requestTimeout: 2000 } };
}

/** Services started by a test file, ended after each test: an end fails where anything was wrong. */
export class StrictServices {
  private readonly open: { stop(): Promise<void> }[] = [];

  async start(name: string, behaviours: Behaviours): Promise<StrictService & { connection: Connection }> {
    const service = await strict(name, behaviours);
    this.open.push(service);
    return service;
  }

  async stopAll(): Promise<void> {
    for (const service of this.open.splice(0)) await service.stop();
  }
}
