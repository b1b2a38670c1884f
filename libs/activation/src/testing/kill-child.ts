import { activateCampaign } from '../activate-campaign';
import type { OutgoingMessage } from '../channel';
import { makeActivation, makePeople } from './make-activation';

/** Runs one campaign of `argv[3]` people in the folder `argv[2]`, and says each step of sending so that the kill test can end it there. */
async function main([folder = '', people = '0']: string[]): Promise<void> {
  const activation = await makeActivation(folder, makePeople(Number(people)));
  const { channel } = activation;
  const result = await activateCampaign({
    ...activation,
    channel: {
      name: channel.name,
      batchSize: channel.batchSize,
      ratePerSecond: channel.ratePerSecond,
      lookup: (keys) => channel.lookup?.(keys) ?? Promise.resolve(new Map()),
      send: async (batch: readonly OutgoingMessage[]) => {
        process.stdout.write('sending\n');
        const results = await channel.send(batch);
        process.stdout.write('sent\n');
        return results;
      },
    },
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

void main(process.argv.slice(2));
