import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { awsData, cloudControlService, describeTypeService, folderData, openService, type ServiceData } from '@parley/clean-room-api';
import { systemCode } from '@parley/files';
import type { FastifyInstance } from 'fastify';
import { portInUse } from './errors';
import { createServer } from './http/create-server';
import type { ServeOptions } from './options';

/** A server that answers. */
export interface Serving {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Answers what was asked, then lets go of port and folder. Calling it again changes nothing. */
  stop(): Promise<void>;
}

/** What is being answered when the server stops has so long to end. */
const GRACE_MS = 5000;

/**
 * Opens the service and listens on loopback.
 * @throws ParleyError DATA_FOLDER_MISSING, STATE_IN_USE, PORT_IN_USE and the like
 */
export async function serve(options: ServeOptions, report: (error: unknown, requestId?: string) => void): Promise<Serving> {
  const { state: folder, queryProcess, events, accounts, upstream } = options;
  const service = await openService({ data: await dataOf(options), folder, queryProcess, events, report });
  const [clock, ids] = [() => new Date(), randomUUID];
  const cloudControl = cloudControlService({ cleanRooms: service.wire, clock, ids, onFault: report });
  const services = { cleanrooms: service.wire, cloudcontrolapi: cloudControl, cloudformation: describeTypeService };
  const app = createServer({ accounts, services, upstream, reset: () => service.reset(), clock, ids, onFault: report });
  try {
    const { port } = await listen(app, options.port);
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      const impatient = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close().finally(() => clearTimeout(impatient));
      await service.close();
    };
    return { url: `http://127.0.0.1:${port}`, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** Where tables are and results go. The SDK's clients are loaded for the one that needs them alone. */
async function dataOf({ data, tables }: ServeOptions): Promise<ServiceData> {
  const folder = await folderData(data); // it must be there either way
  if (tables === undefined) return folder;
  const [{ S3 }, { Glue }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/client-glue')]);
  return awsData({ sdk: { S3, Glue }, region: process.env.AWS_REGION ?? 'us-east-1', endpoint: tables.href, cache: data });
}

async function listen(app: FastifyInstance, port: number): Promise<AddressInfo> {
  try {
    await app.listen({ host: '127.0.0.1', port });
  } catch (error) {
    throw systemCode(error) === 'EADDRINUSE' ? portInUse(port, error) : error;
  }
  return app.server.address() as AddressInfo;
}
