import { applyDecorators } from '@nestjs/common';
import { MaxDate, MinDate, ValidateBy } from 'class-validator';

/** Dates outside these are slips of the keyboard (2206 for 2026), or nothing that a database can hold. */
const FIRST = '2000-01-01';
const LAST = '2199-12-31';

const message = `$property must be from ${FIRST} to ${LAST}.`;
const isWithin = (value: unknown): boolean => typeof value === 'string' && FIRST <= value && value <= LAST;

/** A `LocalDate` within the limits. */
export const CalendarDate = (): PropertyDecorator =>
  ValidateBy({ name: 'calendarDate', validator: { validate: isWithin, defaultMessage: () => message } });

/** A `DateTime` within the limits. */
export const CalendarInstant = (): PropertyDecorator =>
  applyDecorators(MinDate(new Date(`${FIRST}T00:00Z`), { message }), MaxDate(new Date(`${LAST}T24:00Z`), { message }));
