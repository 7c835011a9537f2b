export { SessionPlansModule } from './session-plans.module.js';
