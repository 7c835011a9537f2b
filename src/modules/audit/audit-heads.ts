import { appendFile, readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import { hasCode } from '../../platform/process/index.js';
import { LOGGER } from '../../platform/telemetry/index.js';
import type { Head } from './judge-chain.js';

/**
 * Tells outside the database how far each chain has come: who cuts a chain's end off would have to do so there too. To a
 * file of lines of JSON, or else to the log, which deployments keep elsewhere.
 */
@Injectable()
export class AuditHeads {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async tell({ practiceId, sequence, mac }: Head): Promise<void> {
    const told = { practiceId, sequence, mac: mac.toString('base64') };
    const { auditHeadsFile } = this.config;
    if (auditHeadsFile) await appendFile(auditHeadsFile, `\n${JSON.stringify(told)}`, { mode: 0o600 });
    else this.logger.info({ auditHead: told }, 'audit sealed');
  }

  /** The furthest head of each practice that the file tells of; undefined where heads go to the log. */
  async known(): Promise<ReadonlyMap<string, Head> | undefined> {
    const { auditHeadsFile } = this.config;
    if (!auditHeadsFile) return undefined;
    const heads = new Map<string, Head>();
    for (const line of (await textOf(auditHeadsFile)).split('\n')) {
      const told = readLine(line);
      if (!told) continue;
      const { practiceId, sequence, mac } = told;
      if (sequence > (heads.get(practiceId)?.sequence ?? 0)) {
        heads.set(practiceId, { practiceId, sequence, mac: Buffer.from(mac, 'base64') });
      }
    }
    return heads;
  }
}

/** Nothing of an empty line, nor of one that a crash has torn: its head is told again. */
function readLine(line: string): { practiceId: string; sequence: number; mac: string } | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as { practiceId: string; sequence: number; mac: string });
  } catch (error) {
    if ((error as Error).name === 'SyntaxError') return undefined;
    throw error;
  }
}

/** Nothing before the first seal. Where the file was taken away, its heads are missed. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}
