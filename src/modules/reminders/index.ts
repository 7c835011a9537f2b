export { answerVisit } from './answer-visit.js';
export { REMINDER_FACTS } from './facts.js';
export { PlanMessages } from './jobs/plan-messages.js';
export { REMINDER_SOURCES, REMINDER_SUBSCRIBERS, ReminderJobsModule } from './jobs/reminder-jobs.module.js';
export { VisitMessages } from './jobs/visit-messages.js';
export { RemindersModule } from './reminders.module.js';
export { VisitPagesModule } from './pages/visit-pages.module.js';
export { RepliesPortModule } from './replies-port.module.js';
