import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const NODE = Object.fromEntries(
  ['process', 'console', 'performance', 'URL', 'setInterval', 'fetch', 'module'].map((name) => [name, 'readonly']),
);
const TESTS = ['test/**', '**/*.spec.ts'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.data/', 'src/console/api/generated/']),
  js.configs.recommended,
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: NODE },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      // Types are read for the rules below that need them; decorators tell the import rule what Nest reads at run time.
      parserOptions: { projectService: true, emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportSpecifier[importKind="type"]', message: 'Write import type { … } of its own.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'CatchClause > BlockStatement[body.length=0]', message: 'Catch only what you can name.' },
        { selector: 'CallExpression[callee.name="forwardRef"]', message: 'A cycle needs another boundary.' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'migrations/**/*.ts'],
    ignores: TESTS,
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: TESTS,
    rules: { 'max-lines-per-function': ['error', { max: 40 }] },
  },
  {
    // A component's markup is long and flat.
    files: ['src/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 80 }] },
  },
  {
    // What a person at a terminal reads.
    files: [
      'src/main.ts',
      'src/start.ts',
      'src/seed.ts',
      'src/verify-audit.ts',
      'src/rotate-keys.ts',
      'src/migrate.ts',
      'src/open-metrics.ts',
      'src/write-schema.ts',
      'src/platform/process/**',
    ],
    rules: { 'no-console': 'off' },
  },
);
