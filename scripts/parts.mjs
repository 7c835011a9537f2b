import { spawn } from 'node:child_process';

/**
 * Runs one part of a longer run and prints what it took: `ok` or `FAILED`, seconds, name.
 *
 * @param {string} name
 * @param {string[]} args of node
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options] quiet shows the output of a failed part only
 * @returns {Promise<boolean>} whether it ended with 0
 */
export async function runPart(name, args, { env = {}, quiet = false } = {}) {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  if (code !== 0) console.log(output);
  console.log(`${code === 0 ? '    ok' : 'FAILED'} ${seconds} s  ${name}`);
  return code === 0;
}

/** The last line of every run, and its exit code. */
export function conclude({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** Jest runs ES modules only behind a flag of Node's, which warns about itself. */
export const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
