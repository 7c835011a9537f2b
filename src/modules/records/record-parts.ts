import type { FactoryProvider } from '@nestjs/common';
import { VisitsPart } from '../appointments/index.js';
import { AttachmentsPart } from '../attachments/index.js';
import type { RecordPart } from '../clinical-access/index.js';
import { IntakeNotesPart } from '../intake-notes/index.js';

/** All parts of the record, in the order in which they are handed over. */
export const RECORD_PARTS = Symbol('record parts');

/** A module that keeps a part of the clinical record has its part here. */
const PARTS = [AttachmentsPart, IntakeNotesPart, VisitsPart];

export const recordParts: readonly (FactoryProvider | (typeof PARTS)[number])[] = [
  ...PARTS,
  { provide: RECORD_PARTS, inject: PARTS, useFactory: (...parts: RecordPart[]) => parts },
];
