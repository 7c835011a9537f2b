export { DEMO_LOGINS, DEMO_PASSWORD } from './demo-practice.js';
export { fillDemo } from './fill-demo.js';
export { fillLarge, LARGE_OWNER, LARGE_SIZES } from './fill-large.js';
