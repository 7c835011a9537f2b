/** The same transformation as the build (.swcrc), so that a test runs what ships. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Its ES modules import JSON in a way that jest warns of in every test file.
    '^libphonenumber-js$': '<rootDir>/node_modules/libphonenumber-js/index.cjs',
  },
  setupFiles: ['reflect-metadata'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
};

export default {
  // A database cluster under load answers late; a test that hangs still ends.
  testTimeout: 60_000,
  // Of two cores: a third of the time a test waits for a database, a lease or a browser.
  maxWorkers: 3,
  // Every file loads the program anew, and what it leaves behind makes the next ones slow: a worker of that size gives way.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    { ...shared, displayName: 'unit', roots: ['<rootDir>/src'], testRegex: '\\.spec\\.ts$' },
    {
      ...shared,
      displayName: 'system',
      roots: ['<rootDir>/test'],
      testRegex: '\\.(e2e-)?spec\\.ts$',
      // Runs only when a test of this project does: unit tests need no database.
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
