import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

/** Folders of files that the program reads from beside its code, as nest-cli.json copies them too. */
const ASSETS = 'assets';
/** Runs in browsers and is built by itself. */
const CONSOLE = join('src', 'console/');
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles the program for the tests that need it as processes, by the settings that the build uses. It goes below
 * node_modules, where it finds its packages and meets nobody's dist. Takes about a second. Returns the folder.
 */
export async function compileProgram() {
  const target = join(ROOT, 'node_modules', '.cache', 'unknot', String(process.pid));
  const files = (await Promise.all(['src', 'migrations'].map(sourcesIn))).flat();
  await Promise.all(files.map((file) => compile(file, join(target, file.replace(/\.ts$/, '.js')))));
  for (const folder of await assetsIn('src')) await cp(join(ROOT, folder), join(target, folder), { recursive: true });
  await writeFile(join(target, 'package.json'), JSON.stringify({ type: 'module' }));
  return target;
}

/** @param {string} folder */
export async function removeProgram(folder) {
  await rm(folder, { recursive: true, force: true });
}

/** @param {string} folder relative to the project */
async function sourcesIn(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true });
  return entries
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name))
    .filter((name) => !name.startsWith(CONSOLE));
}

/** @param {string} folder relative to the project */
async function assetsIn(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name === ASSETS);
  return folders.map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)));
}

/** @param {string} source @param {string} target */
async function compile(source, target) {
  const { code } = await transformFile(join(ROOT, source), {
    configFile: join(ROOT, '.swcrc'),
    swcrc: false,
    sourceMaps: 'inline',
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}
