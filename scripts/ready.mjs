import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOCK = 'package-lock.json';
/** npm's own list of what it has installed. */
const INSTALLED = 'node_modules/.package-lock.json';
const SOURCES = [
  ...['src', 'migrations', 'schema.graphql', 'scripts/build-console.mjs', 'scripts/console-types.mjs'],
  ...['nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', '.swcrc', LOCK],
];
/** What a build writes among the sources. */
const GENERATED = 'generated';
/** The program, then the console beside it, as `npm run build` does. */
const BUILD = [['node_modules/@nestjs/cli/bin/nest.js', 'build'], ['scripts/build-console.mjs']];
/** Written when a build is complete; `nest build` removes it together with the old build. */
const BUILT = 'dist/.complete';

/** Ends the process with a sentence unless Node is new enough. No syntax newer than this may stand in scripts/. */
export function demandNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node ${process.versions.node} is too old: install Node 20.19 or later.`);
  process.exit(1);
}

/** Installs the packages when they are missing or are not those of package-lock.json. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('- Installing packages (less than a minute)');
  runOrExit('npm', ['ci', '--no-audit', '--no-fund'], 'Installing the packages failed: see above, then start again.');
}

/** Builds dist unless it is newer than every source. */
export function ensureBuilt() {
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest(SOURCES)) return;
  console.log('- Building (about 15 s)');
  const begun = Date.now() / 1000;
  for (const args of BUILD) {
    const build = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (build.signal) process.exit(1);
    if (build.status !== 0) {
      console.error(`${build.stdout}${build.stderr}\nThe build failed: mend the errors above, then start again.`);
      process.exit(1);
    }
  }
  // What changed while it was being built is built again next time.
  writeFileSync(BUILT, '');
  utimesSync(BUILT, begun, begun);
}

/** Runs one of the built programs in this process, as if it had been started by itself. @param {string} program */
export async function runBuilt(program) {
  demandNode();
  ensureInstalled();
  ensureBuilt();
  const built = new URL(`../dist/src/${program}.js`, import.meta.url);
  process.argv[1] = fileURLToPath(built);
  await import(built.href);
}

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const [wanted, installed] = [LOCK, INSTALLED].map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  return Object.entries(wanted).every(
    // Optional packages are those of other platforms, among others.
    ([path, { version, optional, devOptional, link }]) =>
      path === '' || optional || devOptional || link || installed[path]?.version === version,
  );
}

/** @param {string[]} paths files and folders; a folder counts too, since a removed file shows there only */
function newest(paths) {
  const times = paths.flatMap((path) => {
    if (!existsSync(path)) return [];
    const stat = statSync(path);
    return [stat.mtimeMs, stat.isDirectory() ? newest(sourcesIn(path)) : 0];
  });
  return Math.max(0, ...times);
}

function sourcesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name !== GENERATED)
    .map((name) => join(folder, name));
}

function runOrExit(program, args, sentence) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(error ? `${sentence} (${error.message})` : sentence);
  process.exit(1);
}
