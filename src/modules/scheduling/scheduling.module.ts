import { Module } from '@nestjs/common';
import { AddClosure } from './add-closure.js';
import { AddTimeOff } from './add-time-off.js';
import { CancelClosure } from './cancel-closure.js';
import { CancelTimeOff } from './cancel-time-off.js';
import { ClearWorkingDay } from './clear-working-day.js';
import { ClosuresResolver } from './graphql/closures-resolver.js';
import { OpeningHoursResolver } from './graphql/opening-hours-resolver.js';
import { TimeOffResolver } from './graphql/time-off-resolver.js';
import { WorkingHoursResolver } from './graphql/working-hours-resolver.js';
import { SetOpeningHours } from './set-opening-hours.js';
import { SetWorkingDay } from './set-working-day.js';
import { SetWorkingHours } from './set-working-hours.js';

const RESOLVERS = [OpeningHoursResolver, WorkingHoursResolver, TimeOffResolver, ClosuresResolver];
const HOURS = [SetOpeningHours, SetWorkingHours, SetWorkingDay, ClearWorkingDay];
const ABSENCE = [AddTimeOff, CancelTimeOff, AddClosure, CancelClosure];

@Module({ providers: [...RESOLVERS, ...HOURS, ...ABSENCE] })
export class SchedulingModule {}
