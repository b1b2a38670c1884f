import { synthPartner } from '@parley/constructs';

synthPartner(process.cwd()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
