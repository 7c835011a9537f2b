import { ValidateBy } from 'class-validator';

const DAY_MINUTES = 1440;

/** A step that divides a day, so that its multiples are the same times on every day. */
export const DividesDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'dividesDay',
    validator: {
      validate: (value: unknown) => typeof value === 'number' && DAY_MINUTES % value === 0,
      defaultMessage: (rule) => `${rule?.property} must divide a day of ${DAY_MINUTES} minutes evenly`,
    },
  });
