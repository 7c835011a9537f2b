export { AppointmentsModule } from './appointments.module.js';
export { VisitsPortsModule } from './visits-ports.module.js';
export { APPOINTMENT_JOBS, AppointmentJobsModule } from './jobs/appointment-jobs.module.js';
export { LIVE_FACTS } from './jobs/live-facts.js';
export { visitsAhead, visitsByJurisdiction } from './visits-of-records.js';
export { VisitsPart } from './visits-part.js';
