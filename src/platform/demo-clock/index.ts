export { DemoClockModule } from './demo-clock.module.js';
