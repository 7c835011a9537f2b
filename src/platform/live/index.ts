export { LIVE_CHANNEL } from './live-channel.js';
export { LiveHub } from './live-hub.js';
export { LiveModule } from './live.module.js';
export type { LiveEvent } from './live-subscription.js';
