import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, STAFF } from '../../../platform/graphql/index.js';
import type { LiveEvent } from '../../../platform/live/index.js';

export enum ClinicDayChangeKind {
  CHANGED = 'changed',
  RESYNC = 'resync',
}

registerEnumType(ClinicDayChangeKind, {
  name: 'ClinicDayChangeKind',
  valuesMap: {
    CHANGED: { description: 'Something has changed: read the appointment again or, where none is named, the day.' },
    RESYNC: { description: 'Changes may have been missed: read the day again.' },
  },
});

@Allow(STAFF)
@ObjectType({ description: 'That a clinic’s board may look different now, and not how.' })
export class ClinicDayChange {
  @Field(() => ID)
  clinicId: string;

  @Field(() => ID, { nullable: true })
  appointmentId: string | null;

  @Field(() => ClinicDayChangeKind)
  kind: ClinicDayChangeKind;
}

export function toClinicDayChange(clinicId: string, event: LiveEvent): ClinicDayChange {
  if (event.kind === 'resync') return { clinicId, appointmentId: null, kind: ClinicDayChangeKind.RESYNC };
  return { clinicId, appointmentId: event.appointmentId, kind: ClinicDayChangeKind.CHANGED };
}
