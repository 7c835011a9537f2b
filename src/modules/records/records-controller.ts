import { Controller, Get, Inject, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput } from '../../kernel/index.js';
import { CLINICAL } from '../../platform/graphql/index.js';
import { ProblemsFilter, Room, sendFile } from '../../platform/http/index.js';
import { Bearer } from '../access/index.js';
import type { Json, RecordPart } from '../clinical-access/index.js';
import { PURPOSES } from './domain/purpose.js';
import { FORMATS, HandOverRecord } from './hand-over-record.js';
import { RECORD_FORMAT, recordSchema } from './record-document.js';
import { RECORD_PARTS } from './record-parts.js';

/** As many whole records as are in memory at once. */
const MOST_AT_ONCE = 4;
const TYPES = { json: 'application/json; charset=utf-8', pdf: 'application/pdf' } as const;

/** Whole records over plain HTTP, for saving. */
@Controller('records')
@UseFilters(ProblemsFilter)
export class RecordsController {
  private readonly room = new Room(MOST_AT_ONCE);
  private readonly schemaOfRecord: Json;

  constructor(
    private readonly bearer: Bearer,
    private readonly handOver: HandOverRecord,
    @Inject(RECORD_PARTS) parts: readonly RecordPart[],
  ) {
    this.schemaOfRecord = recordSchema(parts);
  }

  /** The shape of the JSON document. It holds nobody's data, and anybody may read it. */
  @Get(`schema/${RECORD_FORMAT}.json`)
  schema(): Json {
    return this.schemaOfRecord;
  }

  @Get(':clientId')
  async send(
    @Param('clientId') clientId: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const actor = await this.bearer.staff(request.headers.authorization, CLINICAL);
    const format = oneOf(FORMATS, 'format', query['format']);
    const purpose = oneOf(PURPOSES, 'purpose', query['purpose']);
    await this.room.during(async () => {
      const bytes = await this.handOver.execute(actor, { clientId, purpose, format });
      sendFile(reply, { type: TYPES[format], disposition: `attachment; filename="record.${format}"`, bytes });
      await reply;
    });
  }
}

function oneOf<T extends string>(known: readonly T[], field: string, given: unknown): T {
  const found = known.find((one) => one === given);
  if (!found) throw InvalidInput.of(field, 'isIn', `${field} must be one of ${known.join(', ')}.`);
  return found;
}
