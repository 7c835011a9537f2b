export { AUDIT_JOBS, AuditModule } from './audit.module.js';
export { VerifyAudit } from './verify-audit.js';
