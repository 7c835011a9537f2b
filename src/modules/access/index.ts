export { AccessModule } from './access.module.js';
export { AccessTokens } from './access-tokens.js';
