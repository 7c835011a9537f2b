/** Each group may import those above it only; members of one group do not import each other. */
const ORDER = [
  ['kernel'],
  ['platform'],
  ['modules/audit'],
  ['modules/access'],
  ['modules/practices'],
  ['modules/clients', 'modules/therapists'],
  ['modules/messaging'],
  ['modules/follow-ups'],
  ['modules/clinical-access'],
  ['modules/attachments'],
  ['modules/screening'],
  ['modules/intake-notes', 'modules/scheduling'],
  ['modules/appointments'],
  ['modules/outcomes'],
  ['modules/session-notes', 'modules/session-plans'],
  ['modules/reminders', 'modules/recall', 'modules/check-ins', 'modules/staff-notices'],
  ['modules/records'],
];
const NO_TEST = '\\.spec\\.ts$|\\.arbitraries\\.ts$';

const inFolders = (folders) => `^src/(${folders.join('|')})/`;

const orderRules = ORDER.flatMap((group, rank) => {
  const later = ORDER.slice(rank + 1).flat();
  return group.map((folder) => ({
    name: `${folder}-imports-what-comes-before-it`,
    comment: 'The order of the modules: docs/decisions and the README of each module.',
    severity: 'error',
    from: { path: inFolders([folder]) },
    to: { path: inFolders([...later, ...group.filter((peer) => peer !== folder)]) },
  }));
});

module.exports = {
  forbidden: [
    ...orderRules,
    {
      name: 'every-module-has-its-place',
      comment: 'A module that the order does not name could import anything: add it to ORDER.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: inFolders(ORDER.flat()) },
      to: {},
    },
    {
      name: 'through-the-front-door',
      comment: 'Import another module, or another platform part, through its index.ts only.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: {
        path: '^src/(kernel|platform/[^/]+|modules/[^/]+)/',
        pathNot: ['^src/modules/$1/', '^src/(kernel|platform/[^/]+|modules/[^/]+(/domain)?)/index\\.ts$'],
      },
    },
    {
      name: 'programs-enter-through-the-front-door',
      comment: 'So do the programs at the top of src.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: {
        path: '^src/(kernel|platform/[^/]+|modules/[^/]+)/',
        pathNot: '^src/(kernel|platform/[^/]+|modules/[^/]+(/domain)?)/index\\.ts$',
      },
    },
    {
      name: 'the-console-is-a-client',
      comment: 'It knows the API by its schema alone.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^(src|migrations)/', pathNot: '^src/console/' },
    },
    {
      name: 'nothing-imports-the-console',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/console/' },
      to: { path: '^src/console/' },
    },
    {
      name: 'nothing-imports-a-program',
      comment: 'Modules and platform know nothing of what puts them together.',
      severity: 'error',
      from: { path: '^src/(kernel|platform|modules)/' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'kernel-knows-no-framework',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: NO_TEST },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'domain-is-pure',
      comment: 'No framework, database, clock or environment: a calendar library and the kernel are enough.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/domain/', pathNot: NO_TEST },
      to: {
        pathNot: [
          '^src/kernel/',
          '^src/modules/[^/]+/domain/',
          'node_modules/temporal-polyfill/',
          'node_modules/libphonenumber-js/',
        ],
      },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-test-tools-in-the-product',
      severity: 'error',
      // The console is built into files that need no packages.
      from: { path: '^(src|migrations)/', pathNot: [NO_TEST, '^src/console/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/console/api/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
