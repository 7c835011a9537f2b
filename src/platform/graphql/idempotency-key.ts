import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsOptional, IsString, Length } from 'class-validator';

/** The field of an input by which a request can be repeated without being done twice (`claimKey`). */
export const IdempotencyKey = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, {
      nullable: true,
      description: 'Chosen for this one act, 8 to 200 characters: a repetition changes nothing.',
    }),
    IsOptional(),
    IsString(),
    Length(8, 200),
  );
