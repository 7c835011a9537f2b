export { readBuiltConsole } from './built-console.js';
export type { BuiltConsole } from './built-console.js';
export { CONSOLE_PATH, serveConsole } from './serve-console.js';
export { TrustedDocuments } from './trusted-documents.js';
