import { Module } from '@nestjs/common';
import { AuditHeads } from './audit-heads.js';
import { SealAudit } from './seal-audit.js';
import { TellHeads } from './tell-heads.js';
import { VerifyAudit } from './verify-audit.js';

export const AUDIT_JOBS = [SealAudit, TellHeads];

/** What keeps the audit honest, behind those who write it. */
@Module({ providers: [AuditHeads, ...AUDIT_JOBS, VerifyAudit], exports: [...AUDIT_JOBS, VerifyAudit] })
export class AuditModule {}
