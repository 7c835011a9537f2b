import { Transform } from 'class-transformer';

/** Takes the white space around a text away before the rules of its field see it. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
