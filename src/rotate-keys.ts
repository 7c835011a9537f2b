import { CryptoModule, ResealAccountSecrets, RotateKeys } from './platform/crypto/index.js';
import { runAsProgram } from './platform/process/index.js';
import { startWorkerCommand } from './worker-command.js';

/** Gives every practice a new key under RECORDS_KEY, and seals the secrets of accounts under it, while everything else goes on; with the settings of a worker. */
runAsProgram(import.meta.url, async (program) => {
  const app = await startWorkerCommand(program, {
    imports: [CryptoModule.forAll],
    providers: [RotateKeys, ResealAccountSecrets],
  });
  for await (const { practiceId, clients } of app.get(RotateKeys).execute()) {
    console.log(`${practiceId}: a new key, and ${clients} clients’ keys under it`);
  }
  console.log(`${await app.get(ResealAccountSecrets).execute()} secrets of accounts sealed under the new key`);
  console.log('Every practice has a new key. RECORDS_KEY_BEFORE is not needed any more.');
  program.finish();
});
