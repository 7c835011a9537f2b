export { readBuiltConsole } from './built-console.js';
export { serveConsole } from './serve-console.js';
export { TrustedDocuments } from './trusted-documents.js';
