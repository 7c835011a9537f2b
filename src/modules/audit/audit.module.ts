import { Module } from '@nestjs/common';
import { AuditHeads } from './audit-heads.js';
import { SealAudit } from './seal-audit.js';
import { VerifyAudit } from './verify-audit.js';

export const AUDIT_JOBS = [SealAudit];

/** What keeps the audit honest, behind those who write it. */
@Module({ providers: [AuditHeads, SealAudit, VerifyAudit], exports: [SealAudit, VerifyAudit] })
export class AuditModule {}
