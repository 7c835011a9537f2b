import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Allow, MANAGEMENT, Refusal, resultUnion, VersionConflict } from '../../../platform/graphql/index.js';
import type { IsRequested, VisitsAreAhead } from '../record-client-request.js';
import type { RecordRequest } from '../storage/record-requests.js';
import { ClientRequest, RetentionRule, toClientRequest } from './record-types.js';

@Allow(MANAGEMENT)
@ObjectType()
export class ClientRequestPayload {
  @Field(() => ClientRequest)
  request: ClientRequest;

  static of(row: RecordRequest): ClientRequestPayload {
    return Object.assign(new ClientRequestPayload(), { request: toClientRequest(row) });
  }
}

@Allow(MANAGEMENT)
@ObjectType({
  implements: () => [Refusal],
  description: 'Visits of this client are to come or under way. Cancel them first.',
})
export class VisitsAhead extends Refusal {
  @Field(() => [ID], { description: 'The next first.' })
  appointmentIds: readonly string[];

  static of({ appointmentIds }: VisitsAreAhead): VisitsAhead {
    const message = 'This client has visits ahead. Cancel them first.';
    return Object.assign(new VisitsAhead(), { message, appointmentIds });
  }
}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'The same was asked for before, and is on its way.' })
export class RequestIsOpen extends Refusal {
  @Field(() => ID)
  requestId: string;

  static of({ requestId }: IsRequested): RequestIsOpen {
    const message = 'This was asked for before, and is on its way.';
    return Object.assign(new RequestIsOpen(), { message, requestId });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class RetentionRulePayload {
  @Field(() => RetentionRule)
  rule: RetentionRule;

  static of(rule: RetentionRule): RetentionRulePayload {
    return Object.assign(new RetentionRulePayload(), { rule });
  }
}

export const RecordClientRequestResult = resultUnion('RecordClientRequestResult', [
  ClientRequestPayload,
  VisitsAhead,
  RequestIsOpen,
]);
export const WithdrawClientRequestResult = resultUnion('WithdrawClientRequestResult', [
  ClientRequestPayload,
  VersionConflict,
]);
export const SetRetentionRuleResult = resultUnion('SetRetentionRuleResult', [RetentionRulePayload, VersionConflict]);
