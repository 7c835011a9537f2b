export { ClientKey } from './client-key.js';
export type { Place } from './client-key.js';
export { CryptoModule } from './crypto.module.js';
export { MasterKeys } from './master-keys.js';
export { RotateKeys } from './rotate-keys.js';
export { DoesNotOpen } from './sealing.js';
export { RecordErased, Vault } from './vault.js';
