import type { FactoryProvider } from '@nestjs/common';
import { VisitsPart } from '../appointments/index.js';
import { AttachmentsPart } from '../attachments/index.js';
import { CheckInsPart } from '../check-ins/index.js';
import type { RecordPart } from '../clinical-access/index.js';
import { IntakeNotesPart } from '../intake-notes/index.js';
import { OutcomesPart } from '../outcomes/index.js';
import { ScreeningPart } from '../screening/index.js';
import { AdverseEventsPart, SessionNotesPart } from '../session-notes/index.js';
import { SessionPlansPart } from '../session-plans/index.js';

/** All parts of the record, in the order in which they are handed over. */
export const RECORD_PARTS = Symbol('record parts');

/** A module that keeps a part of the clinical record has its part here. */
const PARTS = [
  VisitsPart,
  IntakeNotesPart,
  ScreeningPart,
  SessionNotesPart,
  AdverseEventsPart,
  CheckInsPart,
  OutcomesPart,
  SessionPlansPart,
  AttachmentsPart,
];

export const recordParts: readonly (FactoryProvider | (typeof PARTS)[number])[] = [
  ...PARTS,
  { provide: RECORD_PARTS, inject: PARTS, useFactory: (...parts: RecordPart[]) => parts },
];
