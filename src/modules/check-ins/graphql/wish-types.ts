import { Field, ObjectType } from '@nestjs/graphql';
import { Allow, STAFF } from '../../../platform/graphql/index.js';
import { ClientType } from '../../clients/index.js';

@Allow(STAFF)
@ObjectType()
export class CheckInWishPayload {
  @Field(() => ClientType)
  client: ClientType;
}
