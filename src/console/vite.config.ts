import { defineConfig } from 'vite';

/** Built into dist/console, which the API serves at /console. No inline script: the content security policy forbids it. */
// eslint-disable-next-line no-restricted-syntax -- Vite asks for it.
export default defineConfig({
  base: '/console/',
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Of what is sent the bench keeps account; all operations stand in one file, which packs small.
    chunkSizeWarningLimit: 800,
    target: 'es2022',
  },
});
