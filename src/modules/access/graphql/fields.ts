import { applyDecorators } from '@nestjs/common';
import { Field, registerEnumType } from '@nestjs/graphql';
import { IsEmail, Length, Matches, MaxLength } from 'class-validator';
import type { Role } from '../../../kernel/index.js';
import { Trimmed } from '../../../platform/graphql/index.js';

/** The roles as GraphQL knows them: in capitals, like the values of every enum. */
export const StaffRole = {
  OWNER: 'owner',
  MANAGER: 'manager',
  FRONT_DESK: 'front_desk',
  THERAPIST: 'therapist',
} as const satisfies { [R in Role as Uppercase<R>]: R };

registerEnumType(StaffRole, { name: 'Role', description: 'What a member of staff may do in a practice.' });

export const EmailField = (): PropertyDecorator => applyDecorators(Field(), Trimmed(), IsEmail(), MaxLength(254));

/** A name of a person or a practice: one to 120 characters on one line. */
export const NameField = (): PropertyDecorator =>
  applyDecorators(
    Field(),
    Trimmed(),
    Length(1, 120),
    Matches(/^\P{Cc}*$/u, { message: '$property must not contain control characters' }),
  );

/** A password that exists. New ones have a policy of their own; this keeps a hash from being asked of a book. */
export const PasswordField = (description?: string): PropertyDecorator =>
  applyDecorators(Field({ description }), MaxLength(512));

/** A token that was shown once. */
export const TokenField = (): PropertyDecorator => applyDecorators(Field(), Length(1, 200));
