import { rm } from 'node:fs/promises';
import { removeProgram } from './compile.mjs';

export default async function tearDown() {
  const { program, dataDir, postgres } = globalThis.unknotTestRun;
  await postgres.stop();
  await rm(dataDir, { recursive: true });
  await removeProgram(program);
}
