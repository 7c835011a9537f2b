export { AppointmentsModule } from './appointments.module.js';
export { BookAppointment } from './book-appointment.js';
export { VisitsPortsModule } from './visits-ports.module.js';
